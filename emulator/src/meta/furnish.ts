import { SAMPLE_TEMPLATES } from '../template-definition.ts';
import type { World } from '../world.ts';
import { accountOf } from './account.ts';
import { furnishFlows } from './flows.ts';
import { newNumberState } from './number-state.ts';
import { goOnWithNumbers } from './numbers.ts';
import { goOnWithPortfolios, portfolioOf } from './portfolio.ts';
import { newTemplate, templateId } from './template.ts';
import { goOnWithTemplates, place } from './templates.ts';

/** Puts into a new world what Meta would know of the business from the start. */
export function furnish(world: World): void {
  for (const business of world.businesses.values()) {
    accountOf(world, business.wabaId);
    portfolioOf(world, business.portfolioId);
    world.numbers.set(business.phoneNumberId, newNumberState(business, world.clock.now().getTime()));
  }
  for (const wabaId of world.accounts.keys()) {
    for (const definition of [...SAMPLE_TEMPLATES, ...world.settings.templates]) {
      if (definition.wabaId !== undefined && definition.wabaId !== wabaId) continue;
      place(world, newTemplate(wabaId, templateId(wabaId, definition.name, definition.language), definition));
    }
  }
  furnishFlows(world);
}

/** Goes on with what Meta had under way when the process ended. */
export function goOnWithMeta(world: World): void {
  goOnWithTemplates(world);
  goOnWithNumbers(world);
  goOnWithPortfolios(world);
}
