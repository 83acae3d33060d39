import { contactDetails, searchAnswers } from './answers.ts';
import { handOff, rememberFact } from './contact.ts';
import { listOrders, proposeCancel, proposeChange, proposeOrder, trackOrder } from './orders.ts';
import { productionSchedule } from './production.ts';
import { reportProblem, trackReport } from './reports.ts';
import { checkStock, searchProducts } from './search-products.ts';
import type { Tool } from './tool.ts';

export type { Plan, Tool, ToolAnswer, ToolTurn } from './tool.ts';

/** Everything the agent can do, by name. A new tool is a file of its own and a line here. */
export const tools: ReadonlyMap<string, Tool> = new Map(
  [
    searchProducts,
    checkStock,
    proposeOrder,
    proposeChange,
    proposeCancel,
    listOrders,
    trackOrder,
    reportProblem,
    trackReport,
    productionSchedule,
    searchAnswers,
    contactDetails,
    rememberFact,
    handOff,
  ].map((tool) => [tool.name, tool]),
);
