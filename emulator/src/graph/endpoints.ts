import { debugToken, MANAGEMENT, MESSAGING, type Permission } from './access.ts';
import { changeSubscriptions, readSubscriptions, removeSubscriptions } from './app.ts';
import { changeAutomation, readAutomation } from './automation.ts';
import { blockUsers, listBlocked, unblockUsers } from './block-list.ts';
import { forgetContact, syncBusinessApp } from './business-app.ts';
import type { AccountCall, Call, NumberCall, Reply } from './call.ts';
import { listCatalogues } from './catalogue.ts';
import { createFlow, listFlows } from './flows.ts';
import { uploadMedia } from './media.ts';
import {
  changeCommerce,
  changePublicKey,
  changeSettings,
  changeUsername,
  readCommerce,
  readPublicKey,
  readSettings,
  readUsername,
  removeUsername,
} from './number-settings.ts';
import {
  changeNumber,
  listNumbers,
  listSubscriptions,
  readAccount,
  readNumber,
  subscribe,
  unsubscribe,
} from './numbers.ts';
import { changeProfile, readProfile } from './profile.ts';
import { readLinks, removeLink, writeLink } from './qr-links.ts';
import { deregister, register, requestCode, verifyCode } from './registration.ts';
import { createTemplate, listTemplates, removeTemplates } from './templates.ts';
import { beginUpload } from './uploads.ts';

/**
 * Everything the Graph API offers, by what the id in the path is. The key is method and edge; an edge with something
 * behind it has a star. Messages themselves are in `router.ts`, as they can go wrong in more ways.
 */
export type Endpoint<Kind extends Call> = { needs: Permission; answer: (call: Kind) => Reply | Promise<Reply> };

const manages = <Kind extends Call>(answer: Endpoint<Kind>['answer']): Endpoint<Kind> => ({
  needs: MANAGEMENT,
  answer,
});
const sends = <Kind extends Call>(answer: Endpoint<Kind>['answer']): Endpoint<Kind> => ({ needs: MESSAGING, answer });

export const ON_NUMBER: Record<string, Endpoint<NumberCall>> = {
  'GET ': manages(readNumber),
  'POST ': manages(changeNumber),
  'POST media': sends(uploadMedia),
  'POST register': manages(register),
  'POST deregister': manages(deregister),
  'POST request_code': manages(requestCode),
  'POST verify_code': manages(verifyCode),
  'GET whatsapp_business_profile': manages(readProfile),
  'POST whatsapp_business_profile': manages(changeProfile),
  'GET conversational_automation': manages(readAutomation),
  'POST conversational_automation': manages(changeAutomation),
  'GET block_users': sends(listBlocked),
  'POST block_users': sends(blockUsers),
  'DELETE block_users': sends(unblockUsers),
  'GET message_qrdls': manages(readLinks),
  'GET message_qrdls/*': manages(readLinks),
  'POST message_qrdls': manages(writeLink),
  'DELETE message_qrdls/*': manages(removeLink),
  'GET settings': manages(readSettings),
  'POST settings': manages(changeSettings),
  'GET whatsapp_commerce_settings': manages(readCommerce),
  'POST whatsapp_commerce_settings': manages(changeCommerce),
  'GET whatsapp_business_encryption': manages(readPublicKey),
  'POST whatsapp_business_encryption': manages(changePublicKey),
  'GET username': manages(readUsername),
  'POST username': manages(changeUsername),
  'DELETE username': manages(removeUsername),
  'DELETE contact_book': manages(forgetContact),
  'POST smb_app_data': manages(syncBusinessApp),
};

export const ON_ACCOUNT: Record<string, Endpoint<AccountCall>> = {
  'GET ': manages(readAccount),
  'GET phone_numbers': manages(listNumbers),
  'GET message_templates': manages(listTemplates),
  'POST message_templates': manages(createTemplate),
  'DELETE message_templates': manages(removeTemplates),
  'GET subscribed_apps': manages(listSubscriptions),
  'POST subscribed_apps': manages(subscribe),
  'DELETE subscribed_apps': manages(unsubscribe),
  'GET flows': manages(listFlows),
  'POST flows': manages(createFlow),
  'GET product_catalogs': manages(listCatalogues),
};

export const ON_APP: Record<string, Endpoint<Call>> = {
  'GET subscriptions': manages(readSubscriptions),
  'POST subscriptions': manages(changeSubscriptions),
  'DELETE subscriptions': manages(removeSubscriptions),
  'POST uploads': manages(beginUpload),
};

export const ON_NOTHING: Record<string, Endpoint<Call>> = {
  'GET debug_token': manages(debugToken),
};
