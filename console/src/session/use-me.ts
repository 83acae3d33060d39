import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { type Me, meOf } from './me.ts';

/** Somebody in a business; `can('orders:write')` says what they may do there. */
export type MeHere = Omit<Me, 'business'> & {
  business: NonNullable<Me['business']>;
  can(permission: string): boolean;
};

/** The slug of the business in the address. Only inside of one. */
export function useBusiness(): string {
  const { business } = useParams();
  if (business === undefined) throw new Error('this part stands outside of a business');
  return business;
}

/** Who is signed in and what they may. Only inside of a business. */
export function useMe(): MeHere {
  const { data } = useSuspenseQuery(meOf(useBusiness()));
  const { business } = data;
  if (business === null) throw new ApiProblem('business-not-found', 404, 'There is no such business.');
  return { ...data, business, can: (permission) => data.permissions.some((one) => one === permission) };
}
