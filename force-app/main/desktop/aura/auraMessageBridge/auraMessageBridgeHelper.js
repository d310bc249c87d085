({
  // Marks what came from the connector, so that it is not sent back to it. The same word as in the LWC messageBridge.
  CONNECTOR: "CONNECTOR",

  fromConnector: function (component, message) {
    component.find("channel").publish({ source: this.CONNECTOR, payload: message });
  },

  toConnector: function (component, message) {
    var handleMessage = component.get("v.handleMessage");
    // Before Salesforce has set the handler the connector is not ready, and the guide promises no delivery.
    if (message.source !== this.CONNECTOR && handleMessage) handleMessage(message.payload);
  },
});
