import type { Explanation } from '../../conversations/channel.ts';

/**
 * Every error WhatsApp is known to answer with: what our sender does about it, who can mend it, and the words for a
 * shop owner. One line each, so that what we do and what we say cannot drift apart.
 *
 * @see WhatsApp Business Platform, "Error codes"; decided by code, never by title or HTTP status
 */
export type ErrorRule = { action: Action; fixedBy: FixedBy; title: string; advice: string };

/**
 * `retry`: try this message again. `slow_pair`: wait with this customer only. `slow_number`: slow down the whole number.
 * `reauthorise` and `restricted`: hold the channel's queue until it is mended. `refuse`: final for this message.
 */
export type Action = 'retry' | 'slow_pair' | 'slow_number' | 'reauthorise' | 'restricted' | 'refuse';

/** `itself`: goes away without anybody. `owner`: of the business, in WhatsApp Manager. `operator`: who runs Parlour. */
type FixedBy = Explanation['fixedBy'];

type Row = readonly [codes: string, action: Action, fixedBy: FixedBy, title: string, advice: string];

const NEW_TOKEN = 'Create a new access token and enter it in the channel settings. Waiting messages go out then.';
const PERMISSIONS =
  'Give the token the permissions whatsapp_business_messaging and whatsapp_business_management. Waiting messages go out then.';
const ACCOUNT_QUALITY = 'Open Account quality in WhatsApp Manager, see the reason and ask for a review there.';
const ITS_OWN = 'Nothing to do: Parlour tries again by itself.';
const REPORT = 'This looks like a mistake in Parlour. Send the details to whoever runs it.';
const CHECK_TEMPLATE = 'Open the template, compare its placeholders with what was filled in, and send again.';

// biome-ignore format: a table is read by its lines
const ROWS: readonly Row[] = [
  // Authorisation and integrity
  ['0', 'reauthorise', 'operator', 'WhatsApp does not accept the access token', NEW_TOKEN],
  ['3', 'reauthorise', 'operator', 'The access token lacks a permission', PERMISSIONS],
  ['10', 'reauthorise', 'operator', 'The access token lacks a permission', PERMISSIONS],
  ['104', 'reauthorise', 'operator', 'The access token is missing', NEW_TOKEN],
  ['190', 'reauthorise', 'operator', 'The access token has expired or was withdrawn', NEW_TOKEN],
  ['200-299', 'reauthorise', 'operator', 'The access token lacks a permission', PERMISSIONS],
  ['131005', 'reauthorise', 'operator', 'WhatsApp denied access', PERMISSIONS],
  ['368', 'restricted', 'owner', 'WhatsApp has restricted this business account', ACCOUNT_QUALITY],
  ['131031', 'restricted', 'owner', 'WhatsApp has locked this business account', ACCOUNT_QUALITY],
  ['130497', 'refuse', 'nobody', 'This business may not message people in that country', 'Reach this customer another way.'],
  ['33', 'restricted', 'operator', 'WhatsApp does not know this phone number', 'Check the phone number id and that the token may use it.'],
  ['803', 'restricted', 'operator', 'WhatsApp does not know this phone number or account', 'Check the ids in the channel settings.'],

  // Too fast, too much
  ['4', 'slow_number', 'itself', 'Too many calls to WhatsApp in a short time', ITS_OWN],
  ['17', 'slow_number', 'itself', 'Too many calls to WhatsApp in a short time', ITS_OWN],
  ['613', 'slow_number', 'itself', 'Too many calls to WhatsApp in a short time', ITS_OWN],
  ['80007', 'slow_number', 'itself', 'Too many calls to WhatsApp in a short time', ITS_OWN],
  ['130429', 'slow_number', 'itself', 'More messages a second than this number may send', ITS_OWN],
  ['131057', 'slow_number', 'itself', 'WhatsApp is raising the speed of this number', ITS_OWN],
  ['131056', 'slow_pair', 'itself', 'Too many messages to this customer in a short time', ITS_OWN],
  ['131048', 'refuse', 'owner', 'WhatsApp limits this number because people blocked or reported it', 'Stop marketing for at least a day and look at the quality of the number in WhatsApp Manager.'],
  ['131049', 'refuse', 'nobody', 'This customer has received enough marketing for now', 'WhatsApp limits marketing per person, from all businesses together. Do not send it again for at least 24 hours.'],
  ['131064', 'refuse', 'owner', 'Templates are limited because their category was wrong too often', 'Give marketing templates the category marketing, then ask for a review in WhatsApp Manager.'],
  ['132069', 'refuse', 'operator', 'This form was sent too often for its health', 'Look at the form in WhatsApp Manager and repair its endpoint.'],
  ['133016', 'refuse', 'operator', 'The number was registered too often', 'Wait 72 hours before registering it again.'],

  // Sending
  ['1', 'retry', 'itself', 'WhatsApp had an unknown problem', ITS_OWN],
  ['2', 'retry', 'itself', 'WhatsApp is overloaded or down', ITS_OWN],
  ['131000', 'retry', 'itself', 'Something went wrong at WhatsApp', ITS_OWN],
  ['131016', 'retry', 'itself', 'WhatsApp is not available at the moment', ITS_OWN],
  ['133004', 'retry', 'itself', 'WhatsApp is not available at the moment', ITS_OWN],
  ['131059', 'retry', 'itself', 'A list changed while it was read', ITS_OWN],
  ['134101', 'retry', 'itself', 'The template is still being prepared', ITS_OWN],
  ['134102', 'retry', 'itself', 'Marketing messages are not available at the moment', ITS_OWN],
  ['100', 'refuse', 'operator', 'WhatsApp did not understand the message', REPORT],
  ['131008', 'refuse', 'operator', 'Something required is missing in the message', REPORT],
  ['131009', 'refuse', 'operator', 'Something in the message has a value WhatsApp does not accept', REPORT],
  ['131051', 'refuse', 'operator', 'WhatsApp does not support this type of message', REPORT],
  ['135000', 'refuse', 'operator', 'WhatsApp could not send this message', REPORT],
  ['130403', 'refuse', 'owner', 'You have blocked this customer', 'Unblock the customer if you want to write to them again.'],
  ['130472', 'refuse', 'nobody', 'This customer is part of a WhatsApp experiment and receives no marketing', 'Reach this customer another way, or wait until they write.'],
  ['131020', 'refuse', 'nobody', 'The group has no other member', 'Nothing to do.'],
  ['131021', 'refuse', 'operator', 'A number cannot write to itself', 'Check the number of this customer.'],
  ['131026', 'refuse', 'customer', 'The message cannot be delivered', 'The number is not on WhatsApp, its app is too old, or the customer has not accepted the terms. Try another way.'],
  ['131030', 'refuse', 'operator', 'A test number may only write to its list of recipients', 'Add the number to the list in the app dashboard, or use a real business number.'],
  ['131037', 'restricted', 'owner', 'The display name of this number is not approved yet', 'Ask for approval of the display name in WhatsApp Manager.'],
  ['131041', 'refuse', 'nobody', 'The group is not known', 'Nothing to do.'],
  ['131042', 'refuse', 'owner', 'There is a problem with the payment method', 'Check the payment settings of the account in WhatsApp Manager. Paid messages fail until then.'],
  ['131044', 'refuse', 'owner', 'There is a problem with the payment method for calls', 'Check the payment settings of the account in WhatsApp Manager.'],
  ['131045', 'restricted', 'operator', 'The number is not registered correctly', 'Register the number again. Waiting messages go out then.'],
  ['131047', 'refuse', 'nobody', 'The customer last wrote more than 24 hours ago', 'Send an approved template. When the customer answers you can write freely again.'],
  ['131050', 'refuse', 'customer', 'This customer has stopped marketing messages', 'Do not send marketing to this customer. Order updates and answers still arrive.'],
  ['131052', 'refuse', 'customer', 'The file the customer sent could not be fetched', 'Ask the customer to send it again.'],
  ['131053', 'refuse', 'owner', 'WhatsApp could not use the file', 'Check its type and size, or the address it lies at, and send it again.'],
  ['131055', 'refuse', 'operator', 'This message cannot be sent as marketing message', REPORT],
  ['131060', 'refuse', 'customer', 'WhatsApp could not hand over this message', 'Ask the customer to send it again.'],
  ['131062', 'refuse', 'nobody', 'This message needs the phone number of the customer', 'Ask the customer for the number first.'],
  ['131063', 'refuse', 'operator', 'Marketing must go through the marketing messages service', 'Change this setting of the account in WhatsApp Manager.'],
  ['131208', 'retry', 'itself', 'Too many messages to this group in a short time', ITS_OWN],
  ['131201-131215', 'refuse', 'operator', 'WhatsApp refused this for the group', 'See the details.'],
  ['137000', 'refuse', 'owner', 'The customer may have a new phone or number', 'Make sure who it is, then send again.'],

  // Templates
  ['132000', 'refuse', 'owner', 'The number of placeholders does not match the template', CHECK_TEMPLATE],
  ['132001', 'refuse', 'owner', 'There is no approved template of this name in this language', 'Choose another language or template, or wait until it is approved.'],
  ['132005', 'refuse', 'owner', 'The template is too long once it is filled in', 'Use shorter values for its placeholders.'],
  ['132007', 'refuse', 'owner', 'The content of the template breaks a rule of WhatsApp', 'Edit the template and submit it again.'],
  ['132008', 'refuse', 'owner', 'A placeholder has a value WhatsApp does not accept', CHECK_TEMPLATE],
  ['132012', 'refuse', 'owner', 'A placeholder has the wrong format', CHECK_TEMPLATE],
  ['132015', 'refuse', 'owner', 'The template is paused because people did not like it', 'Campaigns with it are paused too. Improve the template; WhatsApp resumes it after some hours.'],
  ['132016', 'refuse', 'owner', 'The template was disabled after being paused too often', 'Make a new template with better content.'],
  ['132018', 'refuse', 'owner', 'The placeholders do not fit the template', CHECK_TEMPLATE],
  ['132068', 'refuse', 'operator', 'The form is blocked', 'Repair the form in WhatsApp Manager.'],
  ['134011', 'refuse', 'owner', 'The terms for payments are not accepted', 'Accept them in WhatsApp Manager.'],
  ['134100', 'refuse', 'operator', 'Only marketing templates go this way', REPORT],
  ['2388019', 'refuse', 'owner', 'The account has as many templates as it may', 'Delete templates you do not use.'],
  ['2388039', 'refuse', 'owner', 'The template cannot be edited at the moment', 'Wait until its review has ended.'],
  ['2388040', 'refuse', 'owner', 'A part of the template is too long', 'Shorten it and submit it again.'],
  ['2388047,2388072,2388073', 'refuse', 'owner', 'A part of the template has the wrong format', 'Correct it and submit it again.'],
  ['2388023', 'refuse', 'owner', 'A template of this name was deleted a short time ago', 'Take another name, or wait 30 days.'],
  ['2388024', 'refuse', 'owner', 'There is already a template of this name in this language', 'Change that one, or take another name.'],
  ['2388043,2388273', 'refuse', 'owner', 'An example for the review is missing', 'Give an example for every placeholder and file.'],
  ['2593002', 'refuse', 'owner', 'WhatsApp has no such template any more', 'Read the templates from WhatsApp again.'],
  ['200005-200007', 'refuse', 'owner', 'WhatsApp has no figures about this template', 'Turn on template insights in WhatsApp Manager.'],
  ['2388293', 'refuse', 'owner', 'The template has too many placeholders for its length', 'Write more text around them.'],
  ['2388299', 'refuse', 'owner', 'The template begins or ends with a placeholder', 'Put a word before or after it.'],

  // Registration, calls, forms, block list, user names
  ['133000,133005,133008,133009,133015', 'refuse', 'operator', 'The number could not be registered', 'See the details, then register the number again.'],
  ['133006,133010', 'restricted', 'operator', 'The number is not registered', 'Verify and register the number. Waiting messages go out then.'],
  ['138000-138018', 'refuse', 'nobody', 'WhatsApp refused the call', 'See the details.'],
  ['139000-139004', 'refuse', 'operator', 'WhatsApp refused the change of the form', 'See the details.'],
  ['139100-139103', 'refuse', 'operator', 'WhatsApp refused the change of the block list', 'See the details.'],
  ['141000-141010', 'refuse', 'owner', 'The account has something open in WhatsApp Manager', 'See the details.'],
  ['147001-147005', 'refuse', 'owner', 'This user name cannot be taken', 'See the details.'],
  ['1752041', 'refuse', 'nobody', 'The marketing messages service is set up already', 'Nothing to do.'],
  ['2388012,2388091,2388093,2388103', 'refuse', 'operator', 'The number could not be moved to this account', 'See the details; the number must not be in use elsewhere.'],
  ['2494100', 'slow_number', 'itself', 'The account is being maintained by WhatsApp', ITS_OWN],
  ['2494164-2494179', 'refuse', 'operator', 'WhatsApp refused the sign-up link', 'See the details.'],
  ['2593107-2593109', 'refuse', 'operator', 'The history of the phone could not be synchronised', 'Start the synchronisation within 24 hours of connecting the number, once.'],

  // Our own codes, for calls that ended without an error of WhatsApp
  ['unreachable', 'retry', 'itself', 'WhatsApp could not be reached', ITS_OWN],
  ['paused', 'slow_number', 'itself', 'WhatsApp does not answer; sending pauses for a moment', ITS_OWN],
  ['turned-away', 'slow_number', 'operator', 'Something on the way to WhatsApp turned the message away', ITS_OWN],
  ['no-answer', 'refuse', 'itself', 'WhatsApp did not confirm whether it took the message', 'Parlour waits for news of it and does not send it twice.'],
  ['no-recipient', 'refuse', 'operator', 'The customer has no address on WhatsApp', 'Add a phone number.'],
  ['no-account', 'refuse', 'operator', 'The WhatsApp business account is not known', 'Enter its id in the channel settings.'],
  ['no-file', 'refuse', 'operator', 'The file of the message was not uploaded', 'Attach the file again.'],
  ['media-gone', 'refuse', 'customer', 'WhatsApp no longer has this file', 'Ask the customer to send it again.'],
  ['media-too-large', 'refuse', 'customer', 'The file is too large', 'Ask the customer for a smaller one.'],
  ['media-changed', 'retry', 'itself', 'The file arrived damaged', ITS_OWN],
  ['service-window-closed', 'refuse', 'nobody', 'The customer last wrote more than 24 hours ago', 'Send an approved template. When the customer answers you can write freely again.'],
  ['breaks-a-limit', 'refuse', 'operator', 'The reply of the bot breaks a limit of WhatsApp', 'Shorten the text of the flow; the title names the place.'],
  ['no-channel', 'refuse', 'operator', 'The channel of this conversation is gone', 'Connect the number again.'],
  ['turn-failed', 'refuse', 'operator', 'The bot could not answer this message', 'Answer it yourself. The reason stands in the log.'],
  ['media-elsewhere', 'refuse', 'operator', 'The file does not lie at WhatsApp', 'See the details.'],
];

/** @param code as WhatsApp or our sender wrote it; undefined when nothing is known about it. */
export function ruleOf(code: string): ErrorRule | undefined {
  return SINGLE.get(code) ?? RANGES.find(([first, last]) => Number(code) >= first && Number(code) <= last)?.[2];
}

const SINGLE = new Map<string, ErrorRule>();
const RANGES: (readonly [first: number, last: number, rule: ErrorRule])[] = [];
for (const [codes, action, fixedBy, title, advice] of ROWS) {
  const rule = { action, fixedBy, title, advice };
  for (const code of codes.split(',')) {
    const [, first, last] = /^(\d+)-(\d+)$/.exec(code) ?? [];
    if (first && last) RANGES.push([Number(first), Number(last), rule]);
    else SINGLE.set(code, rule);
  }
}
