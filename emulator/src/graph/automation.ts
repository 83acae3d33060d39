import type { Json } from '../json.ts';
import { type Automation, numberState, saveNumber } from '../meta/number-state.ts';
import { answer, type NumberCall, parametersOf, type Reply, success, truthIn } from './call.ts';
import { invalidParameter } from './errors.ts';
import { allDifferent, listAt, textIn } from './fields.ts';

/** @see WhatsApp Business Platform, Conversational components. Meta's OpenAPI description of 2025 has 3 prompts. */
const MOST_PROMPTS = 4;
const LONGEST_PROMPT = 80;
const MOST_COMMANDS = 30;
const LONGEST_COMMAND = 32;
const LONGEST_HINT = 256;

/** `GET /{PHONE_NUMBER_ID}/conversational_automation` */
export function readAutomation({ world, business }: NumberCall): Reply {
  return answer({ ...numberState(world, business).automation, id: business.phoneNumberId });
}

/** `POST /{PHONE_NUMBER_ID}/conversational_automation`: ice breakers, commands, and the welcome event. */
export async function changeAutomation(call: NumberCall): Promise<Reply> {
  const given = await parametersOf(call);
  const state = numberState(call.world, call.business);
  const welcome = truthIn(given, 'enable_welcome_message');
  state.automation = {
    enable_welcome_message: welcome ?? state.automation.enable_welcome_message,
    prompts: given.prompts === undefined ? state.automation.prompts : promptsIn(given),
    commands: given.commands === undefined ? state.automation.commands : commandsIn(given),
  };
  saveNumber(call.world, state);
  return success();
}

function promptsIn({ prompts }: Json): string[] {
  if (!Array.isArray(prompts) || prompts.length > MOST_PROMPTS) {
    throw invalidParameter(`Param prompts must be an array of at most ${MOST_PROMPTS}.`);
  }
  return prompts.map((prompt) => textIn({ prompt }, 'prompt', 'prompts', LONGEST_PROMPT));
}

function commandsIn(given: Json): Automation['commands'] {
  const commands = listAt(given, 'commands', 'commands', 0, MOST_COMMANDS).map((command) => ({
    command_name: textIn(command, 'command_name', "commands['command_name']", LONGEST_COMMAND),
    command_description: textIn(command, 'command_description', "commands['command_description']", LONGEST_HINT),
  }));
  allDifferent(
    commands.map(({ command_name: name }) => name),
    'Command names',
  );
  return commands;
}
