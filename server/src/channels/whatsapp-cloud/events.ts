import { contactOfPhone, findContact, type KnownAs, moveIdentity, recordConsent } from '../../contacts/index.ts';
import {
  type ChannelRef,
  keepNews,
  readdress,
  storeEcho,
  updateChannel,
  updateTemplate,
} from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { Effect, PersonIds } from './channel-events.ts';
import type { TeachableEvent } from './webhook.ts';

/** Keeps every event once, with its effect in the same transaction, or parked with the reason why it has none. */
export const learnEvents =
  (ctx: Ctx, changed: () => Promise<void>) =>
  async (events: TeachableEvent[]): Promise<void> => {
    for (const one of events) {
      const { number, field } = one;
      const ref = number && { businessId: number.businessId, channelId: number.channelId };
      if ('unreadable' in one) {
        const { dedupeKey, raw, reason } = one.unreadable;
        ctx.log.warn({ field, reason }, 'a part of a webhook could not be used and is kept for a person');
        await keepNews(ctx, { ref, field, dedupeKey, payload: raw }, async () => reason);
      } else {
        const { dedupeKey, raw, effect, at } = one.event;
        await keepNews(ctx, { ref, field, dedupeKey, payload: raw }, (tx) =>
          ref
            ? apply(ctx, tx, ref, effect, at ?? ctx.now())
            : Promise.resolve('no number of this installation is meant'),
        );
      }
    }
    await changed();
  };

/** @returns null when the effect took place, else why it has none. */
async function apply(ctx: Ctx, tx: Tx, ref: ChannelRef, effect: Effect, at: Date): Promise<string | null> {
  switch (effect.kind) {
    case 'template_status': {
      const { template, status, category, reason } = effect;
      await updateTemplate(
        tx,
        ref,
        template,
        {
          status,
          reason: reason ?? null,
          ...(template.id ? { providerTemplateId: template.id } : {}),
          ...(category ? { category } : {}),
        },
        at,
      );
      return null;
    }
    case 'template_quality':
      await updateTemplate(tx, ref, effect.template, { quality: effect.quality }, at);
      return null;
    case 'template_category':
      await updateTemplate(tx, ref, effect.template, { category: effect.category }, at);
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
        at,
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
    case 'template_content':
    case 'number_name':
    case 'account_alert':
    case 'other':
      return 'kept for people; nothing follows from it by itself';
  }
}

const knownAs = ({ waId, bsuid }: PersonIds): KnownAs => ({
  ...(bsuid ? { bsuid } : {}),
  ...(waId ? { phone: `+${waId}`, wa_id: waId } : {}),
});
