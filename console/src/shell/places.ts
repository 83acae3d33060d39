import {
  IconAddressBook,
  IconBuildingFactory2,
  IconClipboardList,
  IconCode,
  IconGitBranch,
  IconHelpCircle,
  IconHome,
  IconInbox,
  IconSettings,
  IconShirt,
  IconTemplate,
} from '@tabler/icons-react';
import type { IconType } from '../ui/icon-type.ts';

export type Place = {
  /** Under the business: "orders". */
  path: string;
  /** Key of its word: `t('shell.places.orders')`. */
  word: string;
  icon: IconType;
  /** Who may not read it does not see it. */
  permission: string | null;
  /** "g o" goes there. */
  key: string;
  /** Stands in the bottom bar of phones; the others are behind "More". */
  isOnPhones?: boolean;
};

/** Where one can go: the rail, the palette and the `g …` keys follow this list. */
export const PLACES: readonly Place[] = [
  { path: 'home', word: 'home', icon: IconHome, permission: null, key: 'h', isOnPhones: true },
  { path: 'inbox', word: 'inbox', icon: IconInbox, permission: 'conversations:read', key: 'i', isOnPhones: true },
  { path: 'orders', word: 'orders', icon: IconClipboardList, permission: 'orders:read', key: 'o', isOnPhones: true },
  { path: 'products', word: 'products', icon: IconShirt, permission: 'products:read', key: 'p' },
  { path: 'factory', word: 'factory', icon: IconBuildingFactory2, permission: 'production:read', key: 'm' },
  {
    path: 'contacts',
    word: 'contacts',
    icon: IconAddressBook,
    permission: 'contacts:read',
    key: 'c',
    isOnPhones: true,
  },
  { path: 'flows', word: 'flows', icon: IconGitBranch, permission: 'flows:read', key: 'f' },
  { path: 'faqs', word: 'faqs', icon: IconHelpCircle, permission: 'faqs:read', key: 'q' },
  { path: 'templates', word: 'templates', icon: IconTemplate, permission: 'templates:read', key: 't' },
  { path: 'settings', word: 'settings', icon: IconSettings, permission: null, key: 's' },
  { path: 'developers', word: 'developers', icon: IconCode, permission: 'keys:read', key: 'd' },
];

/** A page inside of settings or developers. */
export type SubPlace = { path: string; word: string; permission: string | null };

/** Pages under settings; the first is where "Settings" leads. */
export const SETTINGS: readonly SubPlace[] = [
  { path: 'general', word: 'general', permission: null },
  { path: 'channels', word: 'channels', permission: 'channels:read' },
  { path: 'team', word: 'team', permission: 'team:read' },
  { path: 'inbox', word: 'inbox', permission: 'conversations:read' },
  { path: 'replies', word: 'replies', permission: 'conversations:read' },
  { path: 'notifications', word: 'notifications', permission: null },
  { path: 'account', word: 'account', permission: null },
  { path: 'audit', word: 'audit', permission: 'audit:read' },
];

/** Pages under developers. */
export const DEVELOPERS: readonly SubPlace[] = [
  { path: 'keys', word: 'keys', permission: 'keys:read' },
  { path: 'webhooks', word: 'webhooks', permission: 'webhooks:read' },
  { path: 'events', word: 'events', permission: 'operations:read' },
  { path: 'queue', word: 'queue', permission: 'operations:read' },
  { path: 'health', word: 'health', permission: 'operations:read' },
  { path: 'reference', word: 'reference', permission: null },
];
