({
  receive: function (component, event, helper) {
    helper.receive(component, event.getParams());
  },

  send: function (component, event, helper) {
    helper.send(component);
  },
});
