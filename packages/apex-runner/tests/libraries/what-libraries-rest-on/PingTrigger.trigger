trigger PingTrigger on Ping__e(after insert) {
    for (Ping__e ping : Trigger.new) {
        Pings.seen.add(ping.Text__c + ping.ReplayId);
    }
}
