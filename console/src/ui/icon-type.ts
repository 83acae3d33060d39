import type { ComponentType } from 'react';

/** An icon of the set, or one drawn like them. */
export type IconType = ComponentType<{
  size?: number | string;
  stroke?: number | string;
  className?: string;
  'aria-hidden'?: boolean;
}>;
