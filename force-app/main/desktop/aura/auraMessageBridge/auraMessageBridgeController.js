({
  // Salesforce calls this method of the interface service_cloud_voice:messageBridge (guide, chapter 8).
  publishMessage: function (component, event, helper) {
    helper.fromConnector(component, event.getParam("arguments").message);
  },

  toConnector: function (component, event, helper) {
    helper.toConnector(component, event.getParams());
  },
});
