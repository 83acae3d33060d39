import { z } from 'zod';
import type { ChannelRow, OpenDirectory } from '../../conversations/index.ts';
import type { Config } from '../../platform/config.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { createWhatsAppCloud, type WhatsAppCloud } from './client.ts';
import type { OurNumber } from './webhook.ts';

export const KIND = 'whatsapp-cloud';

/** What proves to Meta that we are us, and to us that Meta is Meta. Encrypted at rest. */
const Access = z.object({ accessToken: z.string(), appSecret: z.string(), verifyToken: z.string() });
export type Access = z.infer<typeof Access>;

/** Settings of one number; what is absent comes from the environment. */
const Settings = z.looseObject({
  graphUrl: z.string().optional(), // of an emulated number: where the emulator answers, for every node
  throughput: z.number().optional(), // follows the platform's upgrade notices
  warmUpFrom: z.coerce.date().optional(), // a young number: campaigns begin small and grow from this day on
});

const placeOf = (businessId: string, row: string) => ({ businessId, table: 'channels', column: 'secrets', row });

export const sealAccess = (box: SecretBox, businessId: string, channelId: string, access: Access): string =>
  box.seal(JSON.stringify(access), placeOf(businessId, channelId));

export const readAccess = (box: SecretBox, { businessId, id, secrets }: ChannelRow): Access =>
  Access.parse(JSON.parse(box.open(secrets ?? '', placeOf(businessId, id))));

const isEmulated = ({ settings }: ChannelRow): boolean => typeof settings.graphUrl === 'string';

/**
 * The numbers of this kind: makes channels for the directory, and tells the webhook which numbers there are.
 */
export function whatsAppNumbers(now: () => Date, box: SecretBox, { graph, limits, emulator }: Config) {
  const clients = new Map<string, WhatsAppCloud>();
  const isOff = (row: ChannelRow) => !emulator && isEmulated(row);

  return {
    open(row: ChannelRow): WhatsAppCloud {
      const settings = Settings.parse(row.settings);
      const access = readAccess(box, row);
      const client = createWhatsAppCloud({
        graphUrl: settings.graphUrl ?? graph.url,
        graphVersion: graph.version,
        phoneNumberId: row.externalId,
        wabaId: row.accountId,
        accessToken: access.accessToken,
        webhookSecret: access.appSecret,
        throughput: limits.throughput === null ? null : (settings.throughput ?? limits.throughput),
        pairLimit: limits.pair,
        warmUpFrom: settings.warmUpFrom,
        isOff: isOff(row),
        now,
      });
      void clients.get(row.id)?.close(); // its settings are of yesterday
      clients.set(row.id, client);
      return client;
    },
    client: (channelId: string): WhatsAppCloud | undefined => clients.get(channelId),
    close: () => Promise.all([...clients.values()].map((client) => client.close())),
    /** Without the emulator nobody may speak for a number it left behind: its app secret stands in the source. */
    all: (directory: OpenDirectory): OurNumber[] =>
      directory.channels().flatMap(({ row }) => {
        if (row.kind !== KIND || isOff(row)) return [];
        const { appSecret, verifyToken } = readAccess(box, row);
        const { businessId, id, externalId, accountId, address } = row;
        return [{ businessId, channelId: id, phoneNumberId: externalId, accountId, address, appSecret, verifyToken }];
      }),
  };
}
export type WhatsAppNumbers = ReturnType<typeof whatsAppNumbers>;
