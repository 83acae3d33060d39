/** What a new flow begins with: one that works, small enough to be read at a glance. */
export const firstSource = (name: string): string => `version: 1
name: ${name}
languages: [en]
start: main_menu
hand_off: person

nodes:
  main_menu:
    type: menu
    text: Hello, I am the assistant of {{business.name}}. How can I help?
    options:
      - { id: hours, title: Opening hours, next: hours }
      - { id: person, title: Talk to a person, next: person }

  hours:
    type: text
    text: "We are open: {{business.hours}}"
    next: main_menu

  person:
    type: hand_off
    text: I have asked a person to answer you.
`;
