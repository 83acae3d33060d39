import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../../api/client.ts';

/** Reads of the team page; keys as README.md says. */
export const teamOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'team'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/team', { signal })),
  });

export const invitationsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'team', 'invitations'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/team/invitations', { signal })),
  });

export const secondFactorRuleOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'team', 'second-factor'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/team/second-factor', { signal })),
  });

export const ROLES = ['owner', 'admin', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export const roleOf = (text: string | null): Role | undefined => ROLES.find((role) => role === text);
