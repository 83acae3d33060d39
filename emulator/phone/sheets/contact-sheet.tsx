import { useConversation } from '../conversation/context.tsx';
import { useSelect } from '../ui/app-context.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Sheet } from '../ui/sheet.tsx';

type Card = { name: string; phones: string[] };

/** Somebody's card: one of the other customers, or anyone by name and number. */
export function ContactSheet({ onClose }: { onClose(): void }) {
  const { chat, send } = useConversation();
  const phones = useSelect((state) => state.phones);
  const choose = (card: Card) => {
    onClose();
    send({ type: 'contacts', contacts: [card] });
  };
  return (
    <Sheet title="Send contact" onClose={onClose}>
      <div className="rows" role="toolbar" aria-label="Contacts" onKeyDown={arrowKeys('.row')}>
        {phones
          .filter(({ id }) => id !== chat.phoneId)
          .map(({ id, name, number }) => (
            <button key={id} type="button" className="row" onClick={() => choose({ name, phones: [number] })}>
              <Avatar name={name} />
              <span className="row-words">
                <b>{name}</b>
                <small className="numbers">{number}</small>
              </span>
            </button>
          ))}
      </div>
      <form
        className="coordinates"
        onSubmit={(event) => {
          event.preventDefault();
          const fields = new FormData(event.currentTarget);
          choose({ name: String(fields.get('name')).trim(), phones: [String(fields.get('number')).trim()] });
        }}
      >
        <label>
          Name
          <input className="field" name="name" required maxLength={100} pattern=".*\S.*" data-first-focus />
        </label>
        <label>
          Number
          <input className="field" name="number" type="tel" required maxLength={30} pattern=".*\d.*" />
        </label>
        <button type="submit" className="button">
          Send contact
        </button>
      </form>
    </Sheet>
  );
}

/** The answer to a business that asks for the customer's number. */
export function ShareContactSheet({ quotes, onClose }: { quotes: string; onClose(): void }) {
  const { chat, send, businessName } = useConversation();
  const phone = useSelect((state) => state.phones.find(({ id }) => id === chat.phoneId));
  if (!phone) return null;
  return (
    <Sheet title="Share contact info" onClose={onClose}>
      <p className="sheet-words">{businessName} will see your name and number.</p>
      <div className="row">
        <Avatar name={phone.name} />
        <span className="row-words">
          <b>{phone.name}</b>
          <small className="numbers">{phone.number}</small>
        </span>
      </div>
      <div className="sheet-foot">
        <button
          type="button"
          className="button main"
          data-first-focus
          onClick={() => {
            onClose();
            send({ type: 'contacts', contacts: [{ name: phone.name, phones: [phone.number] }], quotes });
          }}
        >
          Share
        </button>
      </div>
    </Sheet>
  );
}
