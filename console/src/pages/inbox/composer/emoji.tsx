import { useTranslation } from 'react-i18next';
import css from './composer.module.css';

/** The ones a shop needs, in the order of how often they are used. */
const ALL =
  '😀 😃 😄 😁 😅 😂 🙂 😉 😊 😍 🥰 😘 😋 😎 🤗 🤔 😐 🙄 😬 😔 😢 😭 😡 😱 🥳 🤩 😴 🤒 👍 👎 👌 ✌️ 🤞 🙏 👏 🙌 💪 👋 🤝 ✋ 👉 👇 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 ✨ ⭐ 🔥 🎉 🎁 🎂 🎈 💐 🌹 🌸 🌞 🌧️ ☔ ❄️ 🍰 🍕 ☕ 🍞 🥗 🍎 🛒 🛍️ 💳 💰 📦 🚚 🏠 🏪 🏭 🧵 👕 👗 👟 📍 🗺️ ⏰ 📅 ☎️ 📞 📱 ✉️ 📎 📄 📷 🎥 🔔 🔒 🔑 🔧 ✅ ❌ ⚠️ ❓ ❗ ➡️ ⬅️ ⬆️ ⬇️ 🆕 🆗 🔁'.split(
    ' ',
  );

/** Pictures to put into a text; arrow keys move as in a table. */
export function EmojiGrid({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation('inbox');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, no fields
    <div
      className={css.emoji}
      role="group"
      aria-label={t('inbox.composer.emoji')}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
        const buttons = [...event.currentTarget.querySelectorAll('button')];
        const at = [...buttons].findIndex((button) => button.matches(':focus'));
        if (step === undefined || at < 0) return;
        event.preventDefault();
        buttons[at + step]?.focus();
      }}
    >
      {ALL.map((emoji, index) => (
        <button
          key={emoji}
          type="button"
          tabIndex={index === 0 ? 0 : -1}
          data-autofocus={index === 0 || undefined}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
