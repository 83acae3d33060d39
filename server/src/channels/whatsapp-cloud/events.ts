import { contactOfPhone, findContact, type KnownAs, moveIdentity, recordConsent } from '../../contacts/index.ts';
import {
  type ChannelRef,
  forgetTemplates,
  keepNews,
  readdress,
  storeEcho,
  updateChannel,
  updateTemplate,
} from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { isDatabaseDown } from '../../platform/database.ts';
import { earliest, later } from '../../platform/time.ts';
import type { Effect, PersonIds } from './channel-events.ts';
import type { TeachableEvent } from './webhook.ts';

/** Keeps every event once, with its effect in the same transaction, or parked with the reason why it has none. */
export const learnEvents =
  (ctx: Ctx, changed: () => Promise<void>) =>
  async (events: TeachableEvent[]): Promise<void> => {
    for (const one of events) await keep(ctx, one);
    await changed();
  };

async function keep(ctx: Ctx, one: TeachableEvent): Promise<void> {
  const { number, field } = one;
  const ref = number && { businessId: number.businessId, channelId: number.channelId };
  if ('unreadable' in one) {
    const { dedupeKey, raw, reason } = one.unreadable;
    ctx.log.warn({ field, reason }, 'a part of a webhook could not be used and is kept for a person');
    return keepNews(ctx, { ref, field, dedupeKey, payload: raw }, async () => reason);
  }
  const { dedupeKey, raw, effect, at } = one.event;
  const news = { ref, field, dedupeKey, payload: raw };
  const applied = keepNews(ctx, news, async (tx) =>
    ref ? apply(ctx, tx, ref, effect, at ?? ctx.now()) : 'no number of this installation is meant',
  );
  // An effect the database refuses must not hold up the news behind it.
  return applied.catch((error: unknown) => {
    if (isDatabaseDown(error)) throw error;
    ctx.log.error({ err: error, field }, 'news of a channel had no effect and is kept for a person');
    return keepNews(ctx, news, async () => 'the database refused its effect');
  });
}

/** @returns null when the effect took place, else why it has none. */
async function apply(ctx: Ctx, tx: Tx, ref: ChannelRef, effect: Effect, at: Date): Promise<string | null> {
  switch (effect.kind) {
    case 'template_status': {
      const { template, status, category, reason } = effect;
      const known = {
        status,
        reason: reason ?? null,
        ...(template.id ? { providerTemplateId: template.id } : {}),
        ...(category ? { category } : {}),
      };
      return mirrored(await updateTemplate(tx, ref, template, known, { at, now: ctx.now() }));
    }
    case 'template_quality':
      return mirrored(
        await updateTemplate(tx, ref, effect.template, { quality: effect.quality }, { at, now: ctx.now() }),
      );
    case 'template_category': {
      const change = { category: effect.category, nextCategory: effect.next?.category ?? null };
      return mirrored(await updateTemplate(tx, ref, effect.template, change, { at, now: ctx.now() }));
    }
    case 'template_content':
      await forgetTemplates(tx, ref);
      return null;
    case 'number_quality': {
      const { quality, messagingLimit, throughput } = effect;
      await updateChannel(
        tx,
        ref,
        { ...(quality ? { quality } : {}), ...(messagingLimit ? { messagingLimit } : {}) },
        throughput,
      );
      return quality || messagingLimit || throughput ? null : `nothing follows from ${effect.event}`;
    }
    case 'capability':
      if (!effect.messagingLimit) return 'no messaging limit is named';
      await updateChannel(tx, ref, { messagingLimit: effect.messagingLimit });
      return null;
    case 'account':
      if (!effect.status) return `nothing follows from ${effect.event}`;
      await updateChannel(tx, ref, {
        status: effect.status,
        statusReason: effect.reason ?? effect.event,
        statusAt: at,
      });
      return null;
    case 'preference': {
      const contact = await findContact(tx, ref.businessId, knownAs(effect.who));
      if (!contact) return 'nobody is known by this number or id';
      await recordConsent(tx, {
        businessId: ref.businessId,
        contactId: contact.id,
        scope: effect.scope,
        granted: effect.granted,
        source: 'whatsapp user_preferences',
        at: effect.granted ? at : endOfSecond(at, ctx.now()),
      });
      return null;
    }
    case 'identity_change': {
      const contactId = await moveIdentity(tx, ref.businessId, knownAs(effect.from), knownAs(effect.to));
      if (!contactId) return 'nobody is known by the old number or id';
      await readdress(tx, ref.businessId, contactId, effect.to, ctx.now());
      return null;
    }
    case 'echo': {
      if (effect.groupId) return 'a group';
      const contact =
        (await findContact(tx, ref.businessId, knownAs(effect.to))) ??
        (effect.to.waId ? await contactOfPhone(tx, ref.businessId, `+${effect.to.waId}`) : null);
      if (!contact) return 'nobody is known by this id';
      const { providerMessageId, sentAt, content } = effect;
      await storeEcho(ctx, tx, ref, {
        contactId: contact.id,
        waId: effect.to.waId ?? null,
        providerMessageId,
        sentAt,
        content,
      });
      return null;
    }
    case 'problem':
      ctx.log.error(
        { code: effect.failure.code, title: effect.failure.title },
        'WhatsApp reports a problem with the account',
      );
      return null;
    case 'number_name':
    case 'account_alert':
    case 'other':
      return 'kept for people; nothing follows from it by itself';
  }
}

/** Meta tells whole seconds. Of a yes and a no in the same one, the no counts. */
const endOfSecond = (at: Date, now: Date): Date => earliest(later(at, 999), now) ?? at;

/** News may come late and in any order. */
const mirrored = (isApplied: boolean): string | null => (isApplied ? null : 'something newer is known already');

const knownAs = ({ waId, bsuid }: PersonIds): KnownAs => ({
  ...(bsuid ? { bsuid } : {}),
  ...(waId ? { phone: `+${waId}`, wa_id: waId } : {}),
});
