/** A small set of emoji, by what one means with them. Each line: the emoji and the words to find it by. */
export type EmojiGroup = { name: string; sign: string; emoji: [emoji: string, words: string][] };

const group = (name: string, sign: string, lines: string): EmojiGroup => ({
  name,
  sign,
  emoji: lines
    .trim()
    .split(/,\s*/)
    .map((line) => {
      const [emoji = '', ...words] = line.split(' ');
      return [emoji, words.join(' ')];
    }),
});

export const emojiGroups: EmojiGroup[] = [
  group(
    'Faces',
    '😀',
    `😀 grinning, 😃 happy, 😄 laughing eyes, 😁 beaming, 😅 relieved sweat, 😂 tears of joy, 🤣 rolling on the floor,
    🙂 slight smile, 😉 wink, 😊 blushing, 😇 halo angel, 🥰 in love hearts, 😍 heart eyes, 😘 kiss, 😋 yummy,
    😎 sunglasses cool, 🤩 star eyes, 🥳 party, 🤔 thinking, 🤨 raised eyebrow, 😐 neutral, 🙄 rolling eyes,
    😏 smirk, 😴 sleeping, 🤒 ill thermometer, 🥺 pleading, 😢 crying, 😭 sobbing, 😤 huffing, 😠 angry,
    😡 furious red, 🤯 mind blown, 😳 flushed, 😱 screaming, 😬 grimace, 🤗 hug, 🤫 quiet, 🤭 giggle, 😮 surprised,
    🥱 yawning, 😷 mask, 🤖 robot`,
  ),
  group(
    'Hands and people',
    '👋',
    `👋 wave hello, 👍 thumbs up yes, 👎 thumbs down no, 👌 okay, 🤞 fingers crossed, ✌️ peace, 🤙 call me, 👏 clapping,
    🙌 hooray, 🙏 thank you please, 🤝 handshake deal, 💪 strong, 👀 eyes looking, 🫶 heart hands, ☝️ pointing up,
    👉 pointing right, 👈 pointing left, 🤷 shrug, 🙋 raised hand, 🤦 facepalm, 👶 baby, 👩 woman, 👨 man,
    👵 grandmother, 👴 grandfather, 👨‍👩‍👧 family, 🧑‍🍳 cook, 🧑‍🔧 mechanic, 🧑‍🏭 factory worker, 🧑‍💻 at the computer`,
  ),
  group(
    'Hearts and signs',
    '❤️',
    `❤️ red heart, 🧡 orange heart, 💛 yellow heart, 💚 green heart, 💙 blue heart, 💜 purple heart, 🖤 black heart,
    💔 broken heart, 💯 hundred, ✨ sparkles, 🔥 fire, ⭐ star, 🎉 celebration, ✅ done check, ❌ cross no,
    ❗ exclamation, ❓ question, ⚠️ warning, 🚫 forbidden, ➡️ arrow right, ⬅️ arrow left, 🔔 bell, 💬 speech,
    💤 sleep, 🔴 red circle, 🟢 green circle, 🆗 ok button, 🆕 new, 1️⃣ one, 2️⃣ two, 3️⃣ three`,
  ),
  group(
    'Food',
    '☕',
    `☕ coffee, 🍵 tea, 🥤 soft drink, 🍺 beer, 🍷 wine, 🍎 apple, 🍌 banana, 🍓 strawberry, 🍋 lemon, 🥑 avocado,
    🍅 tomato, 🌽 maize, 🥕 carrot, 🍞 bread, 🥐 croissant, 🧀 cheese, 🍳 egg, 🍔 burger, 🍟 fries, 🍕 pizza,
    🌮 taco, 🥗 salad, 🍝 pasta, 🍜 noodles, 🍣 sushi, 🍛 curry, 🍦 ice cream, 🍰 cake, 🎂 birthday cake, 🍫 chocolate`,
  ),
  group(
    'Things',
    '👕',
    `👕 T-shirt, 👖 jeans, 👗 dress, 🧥 coat, 👟 shoe, 🧢 cap, 👜 bag, 🧦 socks, 🕶️ glasses, 💍 ring, 📦 parcel,
    🛒 cart, 🛍️ shopping bags, 🎁 gift, 💳 card, 💵 money, 🧾 receipt, 🏷️ price tag, 📱 phone, 💻 laptop, 📷 camera,
    🔑 key, 🔧 spanner, ⚙️ gear, 🧵 thread, ✂️ scissors, 📄 page, 📎 paper clip, 📅 calendar, ⏰ alarm clock,
    ✏️ pencil, 💡 idea light, 🔋 battery, 🧼 soap`,
  ),
  group(
    'Places and weather',
    '🚚',
    `🚚 delivery lorry, 🚗 car, 🚌 bus, 🚲 bicycle, 🏍️ motorbike, ✈️ aeroplane, 🚀 rocket, 🏠 home, 🏭 factory, 🏪 shop,
    🏦 bank, 🏥 hospital, 🏖️ beach, ⛰️ mountain, 🗺️ map, 📍 place pin, ☀️ sun, 🌤️ fair, 🌧️ rain, ⛈️ storm, ❄️ snow,
    🌈 rainbow, 🌙 moon, 🌍 earth, 🌱 seedling, 🌹 rose, 🌻 sunflower, 🐶 dog, 🐱 cat, ⚽ football, 🎵 music`,
  ),
];

/** The emoji whose words begin with what was typed; all groups when nothing was. */
export function searchEmoji(typed: string): EmojiGroup[] {
  const words = typed.trim().toLowerCase();
  if (!words) return emojiGroups;
  const found = emojiGroups
    .flatMap(({ emoji }) => emoji)
    .filter(([, names]) => ` ${names.toLowerCase()}`.includes(` ${words}`));
  return [{ name: 'Found', sign: '🔎', emoji: found }];
}
