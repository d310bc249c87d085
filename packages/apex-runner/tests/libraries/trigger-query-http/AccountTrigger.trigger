trigger AccountTrigger on Account(before insert, after insert, before update) {
    new AccountHandler().run();
    for (Account a : Trigger.new) {
        if (a.Name == 'bad') {
            a.addError('no bad names');
        }
    }
}
