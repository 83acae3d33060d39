import { useState } from 'react';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { searchEmoji } from './emoji-set.ts';
import './emoji-picker.css';

const COLUMNS = 8;

/** Emoji in groups, with a search; arrows walk the grid. */
export function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  const [typed, setTyped] = useState('');
  const groups = searchEmoji(typed);

  return (
    <div className="emoji-picker">
      <input
        type="search"
        className="field"
        aria-label="Search emoji"
        placeholder="Search emoji"
        value={typed}
        data-first-focus
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="emoji-groups">
        {groups.map(({ name, emoji }) => (
          <fieldset key={name} aria-label={name} onKeyDown={arrowKeys('button', COLUMNS)}>
            <legend>{name}</legend>
            {emoji.map(([sign, words], index) => (
              <button
                key={sign}
                type="button"
                aria-label={words}
                title={words}
                tabIndex={index === 0 ? 0 : -1}
                onClick={() => onPick(sign)}
              >
                {sign}
              </button>
            ))}
          </fieldset>
        ))}
        {groups[0]?.emoji.length === 0 && <p className="quiet">No emoji of that name.</p>}
      </div>
    </div>
  );
}
