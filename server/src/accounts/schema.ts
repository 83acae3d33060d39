import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { newId } from '../platform/id.ts';
import { type Permission, ROLES } from '../platform/policy.ts';
import { businesses, moment } from '../platform/schema.ts';

/** Somebody who signs in. Belongs to no business; `members` says where they work. Written by better-auth. */
export const people = pgTable('people', {
  id: uuid().primaryKey().$defaultFn(newId),
  name: text().notNull(),
  email: text().notNull().unique(), // lower case
  emailVerified: boolean().notNull().default(false),
  image: text(),
  twoFactorEnabled: boolean().notNull().default(false),
  language: text(), // of the console; null: what the browser asks for
  createdAt: moment().notNull().defaultNow(),
  updatedAt: moment().notNull().defaultNow(),
});
export type Person = typeof people.$inferSelect;

/** A signed-in browser. `token` is the SHA-256 of what its cookie says. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().$defaultFn(newId),
    userId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: moment().notNull(), // moves on with use, up to the absolute end
    ipAddress: text(),
    userAgent: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [index('sessions_of_person').on(t.userId)],
);

/** What proves who somebody is: here a password, as an scrypt hash. */
export const credentials = pgTable(
  'credentials',
  {
    id: uuid().primaryKey().$defaultFn(newId),
    userId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(), // "credential": a password
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    password: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [uniqueIndex('one_credential_per_provider').on(t.userId, t.providerId)],
);

/** Steps under way that a secret finishes: a new password, the second factor. `identifier` is hashed. */
export const verifications = pgTable(
  'verifications',
  {
    id: uuid().primaryKey().$defaultFn(newId),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [index('verifications_by_identifier').on(t.identifier)],
);

/** The authenticator app of a person. The seed is encrypted with the installation's key, the recovery codes are hashed. */
export const secondFactors = pgTable('second_factors', {
  id: uuid().primaryKey().$defaultFn(newId),
  userId: uuid()
    .notNull()
    .unique()
    .references(() => people.id, { onDelete: 'cascade' }),
  secret: text().notNull(),
  backupCodes: text().notNull(),
  verified: boolean().notNull().default(true), // false until a first code proved that the app has the seed
  failedVerificationCount: integer().notNull().default(0),
  lockedUntil: moment(),
});

/** Who works for a business, and as what. */
export const members = pgTable(
  'members',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text({ enum: ROLES }).notNull(),
    createdAt: moment().notNull().defaultNow(),
    lastSeenAt: moment(), // to the minute
  },
  (t) => [primaryKey({ columns: [t.businessId, t.personId] }), index('memberships_of_person').on(t.personId)],
);

/** A link that makes whoever opens it a member. Only its SHA-256 is kept. */
export const invitations = pgTable(
  'invitations',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    email: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    tokenHash: text().notNull().unique(),
    invitedBy: text().notNull(), // the name of who did
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_open_invitation_per_email')
      .on(t.businessId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
);

/** A program's key to the API of one business. Only its SHA-256 is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    name: text().notNull(),
    prefix: text().notNull().unique(), // the readable part, to recognise a key in a list
    hash: text().notNull(),
    scopes: text().array().notNull().$type<Permission[]>(),
    requestsPerMinute: integer().notNull(),
    createdBy: text().notNull(), // the name of who did
    createdAt: moment().notNull(),
    expiresAt: moment(),
    lastUsedAt: moment(), // to the minute
    revokedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

/** The link of the first start, with which the first owner comes in. Only its SHA-256 is kept. */
export const setUpLinks = pgTable('set_up_links', {
  hash: text().primaryKey(),
  createdAt: moment().notNull().defaultNow(),
  expiresAt: moment().notNull(),
  usedAt: moment(),
});

/** Counts tries to sign in, for all nodes together. The columns are those of rate-limiter-flexible. */
export const signInTries = pgTable('sign_in_tries', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }), // Unix milliseconds
});

/** Who changed what, when and from where. Takes INSERT only: a trigger refuses everything else. */
export const auditLog = pgTable(
  'audit_log',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    at: moment().notNull().defaultNow(),
    actorKind: text({ enum: ['person', 'key', 'operator', 'nobody'] }).notNull(),
    actorId: uuid(),
    actorName: text().notNull(), // as it was then: people leave and keys are renamed
    action: text().notNull(), // "order.state"
    subject: text().notNull(), // which one, in words people know: "1042"
    before: jsonb(),
    after: jsonb(),
    address: text(), // the network address of the request
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [businesses.id] }),
    index('audit_by_action').on(t.businessId, t.action, t.id),
  ],
);
