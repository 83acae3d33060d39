import { failureOf, GraphError } from '../graph/errors.ts';
import { climb, fail } from '../ladder.ts';
import type { TemplateCategory, TemplateComponent, TemplateDefinition } from '../template-definition.ts';
import type { World } from '../world.ts';
import { isListed, newTemplate, type Template, type TemplateQuality, templateId } from './template.ts';
import { tellCategory, tellComponents, tellQuality, tellStatus } from './template-news.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** @see WhatsApp Business Platform, Template pausing: three hours, then six, then it is disabled. */
const PAUSES = [
  { title: 'FIRST_PAUSE', hours: 3 },
  { title: 'SECOND_PAUSE', hours: 6 },
];
/** @see Templates, Editing: an approved template once a day and ten times in 30 days. */
const MOST_EDITS = { aDay: 1, aMonth: 10 };
/** @see Template categorisation: a change is announced 24 hours ahead. */
const CATEGORY_NOTICE_MS = DAY_MS;
/** @see Templates, Deleting: the name of a deleted approved template stays taken. */
const NAME_BLOCKED_MS = 30 * DAY_MS;

/** How Meta decides about a template that was submitted. */
export type ReviewRule = {
  /** Milliseconds until the decision; null: somebody decides by hand. */
  afterMs: number | null;
  outcome: 'APPROVED' | 'REJECTED';
  /** @see message_template_status_update: ABUSIVE_CONTENT, INVALID_FORMAT, PROMOTIONAL, TAG_CONTENT_MISMATCH, SCAM … */
  reason: string;
};

export const templatesOf = (world: World, wabaId: string): Template[] =>
  [...world.templates.values()].filter((template) => template.wabaId === wabaId && isListed(template));

export function findTemplate(world: World, wabaId: string, name: string, language: string): Template | undefined {
  return world.templates.get(templateKey(wabaId, name, language));
}

/** Adds what a business submitted. It is under review until {@link submit}. */
export function addTemplate(world: World, wabaId: string, definition: TemplateDefinition): Template {
  const { name, language } = definition;
  const birth = findTemplate(world, wabaId, name, language)?.deletedAt ?? 0;
  const template = newTemplate(wabaId, templateId(wabaId, name, language, birth), { ...definition, status: 'PENDING' });
  place(world, template);
  save(world, template);
  return template;
}

/** Changes what it says; what was approved is under review again. */
export function editTemplate(
  world: World,
  template: Template,
  change: { components?: TemplateComponent[]; category?: TemplateCategory; ttlSeconds?: number },
): void {
  const now = world.clock.now().getTime();
  if (template.status === 'APPROVED') template.edits = [...template.edits, now];
  if (change.ttlSeconds !== undefined) template.ttlSeconds = change.ttlSeconds;
  if (change.category !== undefined) template.category = change.category;
  if (change.components) {
    template.components = change.components;
    template.status = 'PENDING';
    template.rejectedReason = null;
  }
  save(world, template);
  if (change.components) tellComponents(world, template);
}

/** An approved template was edited too often already. */
export function isEditedTooOften(world: World, { status, edits }: Template): boolean {
  const now = world.clock.now().getTime();
  const within = (ms: number) => edits.filter((at) => at > now - ms).length;
  return status === 'APPROVED' && (within(DAY_MS) >= MOST_EDITS.aDay || within(30 * DAY_MS) >= MOST_EDITS.aMonth);
}

/** The name stays taken for 30 days if it was approved. */
export function deleteTemplate(world: World, template: Template): void {
  const blocksName = template.status === 'APPROVED' || template.status === 'PAUSED';
  template.status = 'DELETED';
  template.deletedAt = blocksName ? world.clock.now().getTime() : null;
  save(world, template);
  tellStatus(world, template, 'DELETED', { reason: null });
}

/** Whether a deleted template of that name keeps it from being used again. */
export function isNameBlocked(world: World, wabaId: string, name: string, language: string): boolean {
  const deleted = findTemplate(world, wabaId, name, language)?.deletedAt ?? null;
  return deleted !== null && world.clock.now().getTime() < deleted + NAME_BLOCKED_MS;
}

/** Hands it to review: decided after the time the rule says, or left for {@link decide}. */
export function submit(world: World, template: Template, rule: ReviewRule = world.settings.review): void {
  if (template.status !== 'PENDING' || rule.afterMs === null) return;
  template.reviewAt = world.clock.now().getTime() + rule.afterMs;
  save(world, template);
  at(world, template.reviewAt, () => {
    if (template.status === 'PENDING') decide(world, template, rule.outcome, rule.reason);
  });
}

/** Meta has looked at it. `reason` is told with a rejection. */
export function decide(world: World, template: Template, outcome: ReviewRule['outcome'], reason: string): void {
  template.status = outcome;
  template.reviewAt = null;
  template.rejectedReason = outcome === 'REJECTED' ? reason : null;
  save(world, template);
  tellStatus(world, template, outcome, {
    reason: template.rejectedReason ?? 'NONE',
    ...(template.rejectedReason === 'INVALID_FORMAT'
      ? { rejection_info: { reason: 'The format is not valid.', recommendation: 'Correct it and submit it again.' } }
      : {}),
  });
}

/** Customers like it or not. The lowest quality pauses it, for longer each time, and the third time disables it. */
export function setQuality(world: World, template: Template, quality: TemplateQuality): void {
  if (template.quality === quality) return;
  const previous = template.quality;
  template.quality = quality;
  template.qualityAt = world.clock.now().getTime();
  save(world, template);
  tellQuality(world, template, previous);
  if (quality === 'RED' && template.status === 'APPROVED') pause(world, template);
}

export function pause(world: World, template: Template): void {
  const turn = PAUSES[template.pauses];
  if (!turn) {
    disable(world, template);
    return;
  }
  template.pauses++;
  template.status = 'PAUSED';
  template.pausedUntil = world.clock.now().getTime() + turn.hours * HOUR_MS;
  failHeld(world, template);
  save(world, template);
  tellStatus(world, template, 'PAUSED', {
    other_info: { title: turn.title, description: `Paused for ${turn.hours} hours because of its quality.` },
  });
  unpauseLater(world, template);
}

export function unpause(world: World, template: Template): void {
  template.status = 'APPROVED';
  template.pausedUntil = null;
  save(world, template);
  tellStatus(world, template, 'APPROVED', {
    other_info: { title: 'UNPAUSE', description: 'The pause is over; it can be sent again.' },
  });
}

export function disable(world: World, template: Template): void {
  template.status = 'DISABLED';
  template.pausedUntil = null;
  failHeld(world, template);
  save(world, template);
  tellStatus(world, template, 'DISABLED', {
    disable_info: { disable_date: String(Math.floor(world.clock.now().getTime() / 1000)) },
    other_info: { title: 'DISABLED', description: 'Its quality stayed low.' },
  });
}

/** Meta moves it to another category: announced a day ahead, or at once. */
export function recategorise(world: World, template: Template, category: TemplateCategory, isAnnounced: boolean): void {
  if (category === template.category) return;
  if (!isAnnounced) {
    moveTo(world, template, category);
    return;
  }
  const due = world.clock.now().getTime() + CATEGORY_NOTICE_MS;
  template.announced = { category, at: due };
  save(world, template);
  tellCategory(world, template, {
    new_category: template.category,
    correct_category: category,
    category_update_timestamp: Math.floor(due / 1000),
  });
  moveLater(world, template);
}

/**
 * Watches how customers take it: after `freeSends` more messages further ones are held until {@link judgeHeld}.
 *
 * @see WhatsApp Business Platform, Template pacing
 */
export function pace(world: World, template: Template, freeSends: number): void {
  template.freeSends = freeSends;
  save(world, template);
}

/** The verdict on a paced template: held messages go out, or it is paused and they fail with 132015. */
export function judgeHeld(world: World, template: Template, verdict: 'good' | 'bad'): void {
  template.freeSends = null;
  if (verdict === 'bad') {
    pause(world, template);
    return;
  }
  const held = template.held;
  template.held = [];
  save(world, template);
  for (const id of held) {
    const message = world.messages.get(id);
    const business = message && world.businesses.get(message.numberId);
    if (!message || !business) continue;
    delete message.held;
    climb(world, business, message);
  }
}

/** @returns whether this message has to wait for the verdict; counts it against the free ones otherwise. */
export function isHeld(world: World, template: Template): boolean {
  if (template.freeSends === null) return false;
  if (template.freeSends <= 0) return true;
  template.freeSends--;
  save(world, template);
  return false;
}

export function hold(world: World, template: Template, messageId: string): void {
  template.held.push(messageId);
  save(world, template);
}

/** Puts one where it is found, without a word; for the start and the journal. */
export function place(world: World, template: Template): void {
  world.templates.set(templateKey(template.wabaId, template.name, template.language), template);
}

/** Goes on with what was under way when the process ended. */
export function goOnWithTemplates(world: World): void {
  for (const template of world.templates.values()) {
    if (template.status === 'PENDING' && template.reviewAt !== null) {
      submit(world, template, { ...world.settings.review, afterMs: template.reviewAt - world.clock.now().getTime() });
    }
    if (template.status === 'PAUSED') unpauseLater(world, template);
    if (template.announced) moveLater(world, template);
  }
}

function unpauseLater(world: World, template: Template): void {
  const due = template.pausedUntil;
  if (due === null) return;
  at(world, due, () => {
    if (template.status === 'PAUSED' && template.pausedUntil === due) unpause(world, template);
  });
}

function moveLater(world: World, template: Template): void {
  const { announced } = template;
  if (!announced) return;
  at(world, announced.at, () => {
    if (template.announced === announced) moveTo(world, template, announced.category);
  });
}

function moveTo(world: World, template: Template, category: TemplateCategory): void {
  const previous = template.category;
  template.previousCategory = previous;
  template.category = category;
  delete template.announced;
  save(world, template);
  tellCategory(world, template, { previous_category: previous, new_category: category });
}

function failHeld(world: World, template: Template): void {
  const held = template.held;
  template.held = [];
  for (const id of held) {
    const message = world.messages.get(id);
    const business = message && world.businesses.get(message.numberId);
    if (!message || !business) continue;
    delete message.held;
    fail(world, business, message, failureOf(132015, `Template ${template.name} is paused.`));
  }
}

function at(world: World, time: number, run: () => void): void {
  const ms = time - world.clock.now().getTime();
  if (ms <= 0) run();
  else world.timers.start(ms, run);
}

function save(world: World, template: Template): void {
  world.journal.put('template', template.id, template);
}

const templateKey = (wabaId: string, name: string, language: string) => `${wabaId}/${name}/${language}`;

/** @throws 132015, 132016 or 132001 unless it may be sent. */
export function requireSendable(template: Template | undefined, name: string, language: string): Template {
  if (template?.status === 'PAUSED') {
    throw new GraphError(132015, { details: `Template ${name} is paused due to low quality.` });
  }
  if (template?.status === 'DISABLED') throw new GraphError(132016, { details: `Template ${name} is disabled.` });
  if (template?.status !== 'APPROVED') {
    throw new GraphError(132001, { details: `template name (${name}) does not exist in ${language}` });
  }
  return template;
}
