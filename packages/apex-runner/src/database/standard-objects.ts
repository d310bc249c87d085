import { field, object, type FieldKind, type FieldSchema, type ObjectSchema } from "./schema.ts";

/**
 * Standard objects that small packages touch, as one line each: `Name prefix field...`.
 * A field is `name[:kind][!required][>Target.ChildRelationship]`; kind defaults to string. The list is a selection,
 * not the org's full one: a field that is missing here is a compile error.
 */
const OBJECTS = `
Account 001 Name! AccountNumber Type:picklist Industry:picklist Description:textarea Phone:phone Fax:phone Website:url AnnualRevenue:currency NumberOfEmployees:int Rating:picklist Ownership:picklist Site Sic TickerSymbol AccountSource:picklist BillingStreet:textarea BillingCity BillingState BillingPostalCode BillingCountry ShippingStreet:textarea ShippingCity ShippingState ShippingPostalCode ShippingCountry ParentId>Account.ChildAccounts OwnerId>User. RecordTypeId>RecordType. LastActivityDate:date MasterRecordId>Account. PersonEmail:email IsPersonAccount:boolean
Contact 003 LastName! FirstName Name Salutation:picklist AccountId>Account.Contacts Email:email Phone:phone MobilePhone:phone HomePhone:phone OtherPhone:phone AssistantPhone:phone Fax:phone Title Department Birthdate:date Description:textarea LeadSource:picklist MailingStreet:textarea MailingCity MailingState MailingPostalCode MailingCountry OtherStreet:textarea OtherCity OtherState OtherPostalCode OtherCountry ReportsToId>Contact.ReportsTo OwnerId>User. RecordTypeId>RecordType. HasOptedOutOfEmail:boolean DoNotCall:boolean AssistantName LastActivityDate:date
Case 500 CaseNumber Subject Description:textarea Status:picklist Origin:picklist Priority:picklist Reason:picklist Type:picklist AccountId>Account.Cases ContactId>Contact.Cases ParentId>Case.Cases OwnerId>User|Group. RecordTypeId>RecordType. SuppliedEmail:email SuppliedName SuppliedPhone SuppliedCompany ClosedDate:datetime IsClosed:boolean IsEscalated:boolean ContactEmail:email ContactPhone:phone Comments:textarea
Opportunity 006 Name! StageName:picklist! CloseDate:date! Amount:currency Probability:percent Type:picklist LeadSource:picklist Description:textarea NextStep AccountId>Account.Opportunities ContactId>Contact.Opportunities OwnerId>User. RecordTypeId>RecordType. CampaignId>Campaign.Opportunities Pricebook2Id>Pricebook2.Opportunities IsClosed:boolean IsWon:boolean ForecastCategoryName:picklist ExpectedRevenue:currency TotalOpportunityQuantity:double
OpportunityLineItem 00k OpportunityId>Opportunity.OpportunityLineItems PricebookEntryId>PricebookEntry.OpportunityLineItems Product2Id>Product2. Quantity:double UnitPrice:currency TotalPrice:currency Description ServiceDate:date Discount:percent Name SortOrder:int ListPrice:currency
OpportunityContactRole 00K OpportunityId>Opportunity.OpportunityContactRoles ContactId>Contact.OpportunityContactRoles Role:picklist IsPrimary:boolean
Lead 00Q LastName! Company! FirstName Name Salutation:picklist Title Email:email Phone:phone MobilePhone:phone Fax:phone Website:url Description:textarea Status:picklist LeadSource:picklist Industry:picklist Rating:picklist AnnualRevenue:currency NumberOfEmployees:int Street:textarea City State PostalCode Country OwnerId>User|Group. RecordTypeId>RecordType. IsConverted:boolean ConvertedAccountId>Account. ConvertedContactId>Contact. ConvertedOpportunityId>Opportunity. ConvertedDate:date HasOptedOutOfEmail:boolean
Task 00T Subject Status:picklist Priority:picklist ActivityDate:date Description:textarea WhoId>Contact|Lead.Tasks WhatId>Account|Opportunity|Case.Tasks OwnerId>User. Type:picklist CallType:picklist CallDurationInSeconds:int CallDisposition CallObject IsClosed:boolean TaskSubtype:picklist RecordTypeId>RecordType. AccountId>Account. ReminderDateTime:datetime IsReminderSet:boolean
Event 00U Subject StartDateTime:datetime EndDateTime:datetime ActivityDate:date ActivityDateTime:datetime DurationInMinutes:int Description:textarea Location WhoId>Contact|Lead.Events WhatId>Account|Opportunity|Case.Events OwnerId>User. IsAllDayEvent:boolean Type:picklist ShowAs:picklist RecordTypeId>RecordType.
User 005 Username! LastName! Email:email! Alias! FirstName Name TimeZoneSidKey:picklist LocaleSidKey:picklist EmailEncodingKey:picklist LanguageLocaleKey:picklist ProfileId>Profile.Users UserRoleId>UserRole.Users IsActive:boolean CommunityNickname ManagerId>User.ManagedUsers Phone:phone MobilePhone:phone Title Department Division CompanyName ContactId>Contact.Users AccountId>Account.Users UserType:picklist FederationIdentifier Extension:phone CallCenterId>CallCenter.Users Street:textarea City State PostalCode Country EmployeeNumber LastLoginDate:datetime AboutMe:textarea IsPortalEnabled:boolean SmallPhotoUrl:url FullPhotoUrl:url
Profile 00e Name Description UserLicenseId>UserLicense. UserType:picklist PermissionsModifyAllData:boolean PermissionsViewAllData:boolean PermissionsAuthorApex:boolean PermissionsCustomizeApplication:boolean
UserLicense 100 Name MasterLabel LicenseDefinitionKey
UserRole 00E Name DeveloperName ParentRoleId>UserRole. RollupDescription
Group 00G Name DeveloperName Type:picklist Email:email RelatedId:string DoesIncludeBosses:boolean
GroupMember 011 GroupId>Group.GroupMembers UserOrGroupId>User|Group.
QueueSobject 03g QueueId>Group.QueueSobjects SobjectType:picklist
PermissionSet 0PS Name Label Description IsOwnedByProfile:boolean ProfileId>Profile.PermissionSets NamespacePrefix Type:picklist IsCustom:boolean
PermissionSetAssignment 0Pa AssigneeId>User.PermissionSetAssignments PermissionSetId>PermissionSet.Assignments PermissionSetGroupId:string
SetupEntityAccess 0J0 ParentId>PermissionSet.SetupEntityAccessItems SetupEntityId:string SetupEntityType:picklist
CustomPermission 0CP DeveloperName MasterLabel NamespacePrefix Description
RecordType 012 Name DeveloperName SobjectType:picklist IsActive:boolean Description NamespacePrefix
Organization 00D Name OrganizationType:picklist IsSandbox:boolean InstanceName NamespacePrefix TimeZoneSidKey:picklist LanguageLocaleKey:picklist DefaultLocaleSidKey:picklist TrialExpirationDate:datetime PrimaryContact FiscalYearStartMonth:int
Campaign 701 Name! Status:picklist Type:picklist IsActive:boolean StartDate:date EndDate:date Description:textarea ParentId>Campaign.ChildCampaigns OwnerId>User. BudgetedCost:currency ActualCost:currency ExpectedRevenue:currency RecordTypeId>RecordType.
CampaignMember 00v CampaignId>Campaign.CampaignMembers ContactId>Contact.CampaignMembers LeadId>Lead.CampaignMembers Status:picklist HasResponded:boolean Name FirstName LastName Email:email
Product2 01t Name! ProductCode Description:textarea IsActive:boolean Family:picklist StockKeepingUnit QuantityUnitOfMeasure:picklist
Pricebook2 01s Name! IsActive:boolean IsStandard:boolean Description
PricebookEntry 01u Pricebook2Id>Pricebook2.PricebookEntries Product2Id>Product2.PricebookEntries UnitPrice:currency! IsActive:boolean UseStandardPrice:boolean Name ProductCode
Order 801 AccountId>Account.Orders Status:picklist EffectiveDate:date EndDate:date OrderNumber Name Type:picklist Description:textarea OpportunityId>Opportunity.Orders Pricebook2Id>Pricebook2.Orders OwnerId>User. ContractId>Contract.Orders TotalAmount:currency BillingCity ShippingCity
OrderItem 802 OrderId>Order.OrderItems PricebookEntryId>PricebookEntry.OrderItems Product2Id>Product2. Quantity:double UnitPrice:currency Description
Contract 800 AccountId>Account.Contracts Status:picklist StartDate:date EndDate:date ContractTerm:int ContractNumber Name Description:textarea OwnerId>User.
Asset 02i Name! AccountId>Account.Assets ContactId>Contact.Assets Product2Id>Product2.Assets SerialNumber Status:picklist Quantity:double Price:currency InstallDate:date PurchaseDate:date Description:textarea ParentId>Asset.ChildAssets OwnerId>User.
Attachment 00P Name! Body:base64! ParentId>Account|Contact|Case|Opportunity|Lead.Attachments ContentType Description BodyLength:int IsPrivate:boolean OwnerId>User.
Document 015 Name! DeveloperName Body:base64 FolderId>Folder. ContentType Type Description Url:url IsPublic:boolean AuthorId>User. Keywords BodyLength:int
Folder 00l Name DeveloperName Type:picklist AccessType:picklist
Note 002 Title! Body:textarea ParentId>Account|Contact|Case|Opportunity|Lead.Notes IsPrivate:boolean OwnerId>User.
ContentVersion 068 Title PathOnClient VersionData:base64 ContentDocumentId>ContentDocument.ContentVersions FirstPublishLocationId:string Description FileType FileExtension ContentSize:int IsLatest:boolean OwnerId>User. Origin:picklist
ContentDocument 069 Title FileType FileExtension ContentSize:int LatestPublishedVersionId>ContentVersion. Description OwnerId>User.
ContentDocumentLink 06A ContentDocumentId>ContentDocument.ContentDocumentLinks LinkedEntityId>Account|Contact|Case|Opportunity|User.ContentDocumentLinks ShareType:picklist Visibility:picklist
StaticResource 081 Name Body:base64 ContentType Description NamespacePrefix CacheControl:picklist BodyLength:int
EmailTemplate 00X Name DeveloperName Subject Body:textarea HtmlValue:textarea FolderId>Folder. IsActive:boolean TemplateType:picklist TemplateStyle:picklist Description
EmailMessage 02s Subject TextBody:textarea HtmlBody:textarea FromAddress:email FromName ToAddress CcAddress BccAddress ParentId>Case.EmailMessages RelatedToId>Account|Opportunity|Case. MessageDate:datetime Incoming:boolean Status:picklist Headers:textarea MessageIdentifier ThreadIdentifier
CaseComment 00a CommentBody:textarea ParentId>Case.CaseComments IsPublished:boolean
FeedItem 0D5 Body:textarea ParentId>Account|Contact|Case|Opportunity|User.Feeds Type:picklist Title LinkUrl:url Visibility:picklist
CollaborationGroup 0F9 Name! CollaborationType:picklist Description:textarea OwnerId>User.
ApexClass 01p Name Body:textarea ApiVersion:double Status:picklist NamespacePrefix LengthWithoutComments:int IsValid:boolean
ApexTrigger 01q Name Body:textarea ApiVersion:double Status:picklist NamespacePrefix TableEnumOrId
ApexLog 07L LogUserId>User. Operation Status LogLength:int StartTime:datetime DurationMilliseconds:int Application Request Location
ApexEmailNotification 060 UserId>User. Email:email
AsyncApexJob 707 ApexClassId>ApexClass. JobType:picklist Status:picklist MethodName JobItemsProcessed:int TotalJobItems:int NumberOfErrors:int CompletedDate:datetime ExtendedStatus ParentJobId>AsyncApexJob. LastProcessed
CronTrigger 08e CronJobDetailId>CronJobDetail. CronExpression State:picklist NextFireTime:datetime PreviousFireTime:datetime StartTime:datetime EndTime:datetime TimesTriggered:int OwnerId>User. TimeZoneSidKey
CronJobDetail 08a Name JobType:picklist
VoiceCall 0LQ CallType:picklist FromPhoneNumber:phone ToPhoneNumber:phone CallStartDateTime:datetime CallEndDateTime:datetime CallAcceptDateTime:datetime CallConnectDateTime:datetime CallDurationInSeconds:int CallDisposition:picklist CallerId>VoiceCallRecording. VendorCallKey VendorParentCallKey VendorType:picklist CallCenterId>CallCenter.VoiceCalls UserId>User. RelatedRecordId>Account|Contact|Case|Opportunity|Lead. ConversationId>Conversation. CallRecordingId>VoiceCallRecording. QueueId>Group. QueueName PreviousCallId>VoiceCall. NextCallId>VoiceCall. OwnerId>User|Group. Name ActivityId>Task. CustomerHoldDuration:int AgentInteractionDuration:int LongestHoldDuration:int NumberOfHolds:int IsRecorded:boolean SourceType:picklist MediaProviderId:string Description:textarea
VoiceCallRecording 0SJ VoiceCallId>VoiceCall.VoiceCallRecordings Name DurationInSeconds:int MediaContentId:string IsConsented:boolean RecordingType:picklist
Conversation 0dY ConversationIdentifier StartTime:datetime EndTime:datetime ConversationChannelId>CallCenter.
CallCenter 04v Name InternalName Version:double AdapterUrl:url CustomSettings:textarea
ConversationVendorInfo 0qN DeveloperName MasterLabel Language:picklist VendorType:picklist ConnectorUrl:url IntegrationClassId>ApexClass. NamedCredentialId>NamedCredential. CustomConfig:textarea NamespacePrefix
NamedCredential 0XA DeveloperName MasterLabel Endpoint:url PrincipalType:picklist NamespacePrefix
CallCenterRoutingMap 0qK CallCenterId>CallCenter. ReferenceRecordId>User|Group. ExternalId DeveloperName MasterLabel
PendingServiceRouting 0JR WorkItemId>Case|VoiceCall. ServiceChannelId>ServiceChannel. RoutingType:picklist QueueId>Group. PreferredUserId>User. IsReadyForRouting:boolean CapacityWeight:double RoutingModel:picklist RoutingPriority:int
ServiceChannel 0N9 DeveloperName MasterLabel RelatedEntity:picklist
AgentWork 0Bz WorkItemId>Case|VoiceCall. UserId>User. Status:picklist ServiceChannelId>ServiceChannel. AcceptDateTime:datetime CloseDateTime:datetime
UserServicePresence 0N5 UserId>User. ServicePresenceStatusId>ServicePresenceStatus. IsCurrentState:boolean StatusStartDate:datetime StatusEndDate:datetime
ServicePresenceStatus 0N4 DeveloperName MasterLabel
EntityDefinition 4EN QualifiedApiName DeveloperName Label NamespacePrefix KeyPrefix DurableId IsCustomSetting:boolean
FieldDefinition 4FN QualifiedApiName DeveloperName Label EntityDefinitionId>EntityDefinition.Fields DataType DurableId NamespacePrefix
BusinessHours 01m Name IsActive:boolean IsDefault:boolean TimeZoneSidKey:picklist
Holiday 0C0 Name ActivityDate:date IsAllDay:boolean Description
ProcessInstance 04g TargetObjectId>Account|Opportunity|Case. Status:picklist
CurrencyType 01L IsoCode:picklist ConversionRate:double DecimalPlaces:int IsActive:boolean IsCorporate:boolean
Individual 0PK LastName! FirstName Name
Site 0DM Name MasterLabel Subdomain UrlPathPrefix Status:picklist
Network 0DB Name UrlPathPrefix Status:picklist
AccountShare 00r AccountId>Account.Shares UserOrGroupId>User|Group. AccountAccessLevel:picklist OpportunityAccessLevel:picklist CaseAccessLevel:picklist RowCause:picklist
AccountTeamMember 01M AccountId>Account.AccountTeamMembers UserId>User. TeamMemberRole:picklist
AccountContactRelation 07k AccountId>Account.AccountContactRelations ContactId>Contact.AccountContactRelations Roles:multipicklist IsActive:boolean IsDirect:boolean
Solution 501 SolutionName! SolutionNote:textarea Status:picklist IsPublished:boolean
`;

export function standardObjects(): ObjectSchema[] {
  return OBJECTS.trim()
    .split("\n")
    .map((line) => {
      const [name, prefix, ...fields] = line.split(" ") as [string, string, ...string[]];
      return object(name, prefix, "standard", fields.map(parseField));
    });
}

function parseField(text: string): FieldSchema {
  const [head, target] = text.split(">") as [string, string?];
  const required = head.endsWith("!");
  const [name, kind] = head.replace("!", "").split(":") as [string, FieldKind?];
  if (target === undefined)
    return field(name, kind ?? "string", { required, ...(kind === "boolean" ? { defaultValue: "false" } : {}) });
  const [referenceTo, child] = target.split(".") as [string, string];
  return field(name, "reference", {
    required,
    referenceTo: referenceTo.split("|"),
    relationship: name.replace(/Id$/, ""),
    childRelationship: child || null,
  });
}
