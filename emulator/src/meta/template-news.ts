import type { Json } from '../json.ts';
import type { World } from '../world.ts';
import { tellAccount } from './tell-account.ts';
import type { Template, TemplateQuality } from './template.ts';

/** The webhooks about templates. @see WhatsApp Business Platform, Webhooks, message_template_status_update and its siblings */

export type StatusEvent = Template['status'] | 'FLAGGED' | 'REINSTATED' | 'LOCKED' | 'UNARCHIVED';

export function tellStatus(world: World, template: Template, event: StatusEvent, about: Json = {}): void {
  tell(world, template, 'message_template_status_update', event, {
    event,
    ...named(template),
    message_template_category: template.category,
    reason: 'NONE',
    ...about,
  });
}

export function tellQuality(world: World, template: Template, previous: TemplateQuality): void {
  tell(world, template, 'message_template_quality_update', template.quality, {
    previous_quality_score: previous,
    new_quality_score: template.quality,
    ...named(template),
  });
}

export function tellCategory(world: World, template: Template, about: Json): void {
  tell(world, template, 'template_category_update', String(about.correct_category ?? about.new_category), {
    ...named(template),
    ...about,
  });
}

/** Somebody edited it: what it says now. */
export function tellComponents(world: World, template: Template): void {
  const { components } = template;
  const header = components.find((component) => component.type === 'HEADER');
  const footer = components.find((component) => component.type === 'FOOTER');
  const buttons = components.find((component) => component.type === 'BUTTONS')?.buttons;
  tell(world, template, 'message_template_components_update', 'edited', {
    ...named(template),
    message_template_element: components.find((component) => component.type === 'BODY')?.text ?? '',
    ...(header?.format === 'TEXT' ? { message_template_title: header.text } : {}),
    ...(footer ? { message_template_footer: footer.text } : {}),
    ...(buttons
      ? {
          message_template_buttons: buttons.map((button) => ({
            message_template_button_type: button.type,
            message_template_button_text: button.text ?? '',
            ...(button.type === 'URL' ? { message_template_button_url: button.url } : {}),
            ...(button.type === 'PHONE_NUMBER' ? { message_template_button_phone_number: button.phone_number } : {}),
          })),
        }
      : {}),
  });
}

/** The id is a JSON number here and a text everywhere else. */
function named({ id, name, language }: Template): Json {
  return { message_template_id: Number(id), message_template_name: name, message_template_language: language };
}

function tell(world: World, template: Template, field: string, what: string, value: Json): void {
  tellAccount(world, template.wabaId, { field, value, summary: `${template.name} (${template.language}): ${what}` });
}
