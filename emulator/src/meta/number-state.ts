import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';

export type Quality = 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';

/** What Meta keeps about one business number, beyond what it was set up with. */
export type NumberState = {
  phoneNumberId: string;
  status: 'CONNECTED' | 'DISCONNECTED' | 'PENDING' | 'FLAGGED' | 'RESTRICTED' | 'BANNED';
  verifiedName: string;
  nameStatus: string;
  newNameStatus: string;
  quality: Quality;
  messagesPerSecond: number;
  maintenanceUntil: number | null; // while the throughput is raised, sends are refused with 131057

  pin: string | null; // two-step verification
  pinMisses: number;
  codeStatus: 'VERIFIED' | 'NOT_VERIFIED';
  code: string | null; // the one sent last by SMS or voice
  registrations: number[]; // times of register and deregister calls

  profile: Profile;
  automation: Automation;
  blocked: string[]; // digits of customers
  links: QrLink[];
  username: string | null;
  commerce: { isCartEnabled: boolean; isCatalogVisible: boolean };
  publicKey: string | null; // PEM, for Flows; lost when the number is registered again
  callback: string | null; // override of the account's and the app's callback URL
  settings: Record<string, unknown>;
  onBusinessApp: boolean; // coexistence
  onboardedAt: number;
  synced: string[]; // coexistence: what was synchronised already
};

export type Profile = {
  about?: string;
  address?: string;
  description?: string;
  email?: string;
  profile_picture_url?: string;
  websites?: string[];
  vertical?: string;
};

export type Automation = {
  enable_welcome_message: boolean;
  prompts: string[];
  commands: { command_name: string; command_description: string }[];
};

/** A short link (or QR code) that opens a chat with a text prepared. */
export type QrLink = { code: string; prefilled: string; image: 'PNG' | 'SVG' | null };

export function numberState(world: World, business: Pick<BusinessPhone, 'phoneNumberId'>): NumberState {
  const state = world.numbers.get(business.phoneNumberId);
  if (!state) throw new Error(`There is no number ${business.phoneNumberId}.`);
  return state;
}

export function saveNumber(world: World, state: NumberState): void {
  world.journal.put('number', state.phoneNumberId, state);
}

export function newNumberState(business: BusinessPhone, now: number): NumberState {
  return {
    phoneNumberId: business.phoneNumberId,
    status: 'CONNECTED',
    verifiedName: business.verifiedName,
    nameStatus: 'APPROVED',
    newNameStatus: 'NONE',
    quality: 'GREEN',
    messagesPerSecond: business.messagesPerSecond,
    maintenanceUntil: null,
    pin: null,
    pinMisses: 0,
    codeStatus: 'VERIFIED',
    code: null,
    registrations: [],
    profile: { vertical: 'OTHER', ...(business.about ? { about: business.about } : {}) },
    automation: { enable_welcome_message: false, prompts: [], commands: [] },
    blocked: [],
    links: [],
    username: null,
    commerce: { isCartEnabled: true, isCatalogVisible: false },
    publicKey: null,
    callback: null,
    settings: {},
    onBusinessApp: business.onBusinessApp,
    onboardedAt: now,
    synced: [],
  };
}
