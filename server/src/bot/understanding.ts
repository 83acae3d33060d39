import type { CatalogueShelf } from './catalogue.ts';
import type { Ctx } from '../platform/context.ts';
import type { Turn } from './flows/turn.ts';
export const INTENTS: ReadonlySet<string> = new Set(['order','product_question','order_status','order_history','cancel_order','delivery_date','faq','human','thanks','goodbye','browse','report_defect','production_schedule']);
export type Understanding = { answer(turn: Turn): Promise<boolean> };
export const understanding = (_ctx: Ctx, _shelf: CatalogueShelf): Understanding => ({ answer: async () => false });
