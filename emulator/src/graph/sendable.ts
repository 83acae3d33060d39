import type { BubbleContent, Media } from '../phone-api.ts';
import type { Failure, MessageCategory } from '../records.ts';

/** What a valid send comes to: what the phone will show, and what has to be found out first. */
export type Sendable = {
  /** null for a reaction. */
  content: BubbleContent | null;
  category: MessageCategory;
  reacts?: { to: string; emoji: string };
  /** Files to download before the message can go. */
  links?: Link[];
  /** Known already, but told by webhook only. */
  failure?: Failure;
  catalogId?: string;
  templateId?: string;
  /** How long it may take to reach the phone; 30 days when absent. */
  livesMs?: number;
};

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** `media` is part of the content and is filled in when the file is here. */
export type Link = { url: string; kind: MediaKind; media: Media };
