({
  // Older lines go: the list is for looking at, not for keeping.
  MOST_LINES: 20,

  // Only what the connector sent; what this component or others send to it comes by the same channel.
  receive: function (component, message) {
    if (message.source !== "CONNECTOR") return;
    var lines = [this.inWords(message.payload)].concat(component.get("v.received"));
    component.set("v.received", lines.slice(0, this.MOST_LINES));
  },

  send: function (component) {
    var text = component.get("v.text");
    if (!text) return;
    component.find("channel").publish({ source: "auraMessageSample", payload: { text: text } });
    component.set("v.text", "");
  },

  inWords: function (payload) {
    return typeof payload === "string" ? payload : JSON.stringify(payload);
  },
});
