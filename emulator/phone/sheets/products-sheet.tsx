import { useEffect, useState } from 'react';
import type { ProductCard } from '../../src/phone-api.ts';
import { type ProductSections, useConversation } from '../conversation/context.tsx';
import { priceOf } from '../text/money.ts';
import { itemCount } from '../text/summary.ts';
import { useVerbs } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';

type Cart = Record<string, number>;
type Props = { bubbleId: string; title: string; sections: ProductSections; onClose(): void };

const MOST_OF_ONE = 99;

/** The whole catalogue, fetched when it is opened. */
export function CatalogueSheet({ bubbleId, title, onClose }: Omit<Props, 'sections'>) {
  const { catalogue } = useVerbs();
  const [products, setProducts] = useState<ProductCard[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void catalogue().then((found) => ('problem' in found ? setProblem(found.problem) : setProducts(found)));
  }, [catalogue]);
  if (products && products.length > 0) {
    return <ProductsSheet bubbleId={bubbleId} title={title} sections={[{ products }]} onClose={onClose} />;
  }
  return (
    <Sheet title={title} onClose={onClose}>
      <p className="sheet-words" role="status">
        {problem ?? (products ? 'There is nothing in this catalogue yet.' : 'Loading…')}
      </p>
    </Sheet>
  );
}

/** Products to put into a cart, which is then sent as an order. */
export function ProductsSheet({ bubbleId, title, sections, onClose }: Props) {
  const { send } = useConversation();
  const [cart, setCart] = useState<Cart>({});
  const [text, setText] = useState('');
  const products = sections.flatMap((section) => section.products);
  const lines = products.flatMap((product) => {
    const quantity = cart[product.retailerId] ?? 0;
    return quantity > 0 ? [{ product, quantity }] : [];
  });

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    onClose();
    send({
      type: 'order',
      bubbleId,
      items: lines.map(({ product: { retailerId }, quantity }) => ({ retailerId, quantity })),
      text: text.trim() || undefined,
    });
  };
  return (
    <Sheet title={title} onClose={onClose} className="tall">
      <form className="sheet-form" onSubmit={submit}>
        <div className="rows">
          {sections.map(({ title, products }, section) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the sections of a message never change
            <fieldset key={section} aria-label={title}>
              {title && <legend>{title}</legend>}
              {products.map((product) => (
                <Product
                  key={product.retailerId}
                  product={product}
                  quantity={cart[product.retailerId] ?? 0}
                  onChange={(quantity) => setCart({ ...cart, [product.retailerId]: quantity })}
                />
              ))}
            </fieldset>
          ))}
        </div>
        {lines.length > 0 && (
          <div className="sheet-foot cart-foot">
            <input
              className="field"
              aria-label="Message with the order"
              placeholder="Add a message"
              maxLength={1024}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
            <button type="submit" className="button main">
              <Icon name="cart" size={20} /> Send order, {itemCount(lines)} · {totalOf(lines)}
            </button>
          </div>
        )}
      </form>
    </Sheet>
  );
}

type ProductProps = { product: ProductCard; quantity: number; onChange(quantity: number): void };

function Product({ product: { name, price, currency, imageUrl }, quantity, onChange }: ProductProps) {
  return (
    <div className="row product">
      <ProductPicture name={name} imageUrl={imageUrl} />
      <span className="row-words">
        <b>{name}</b>
        <small className="numbers">{priceOf(price, currency)}</small>
      </span>
      <span className="stepper">
        {quantity > 0 && (
          <>
            <button
              type="button"
              className="round"
              aria-label={`One ${name} less`}
              onClick={() => onChange(quantity - 1)}
            >
              <Icon name="minus" size={18} />
            </button>
            <output className="numbers" aria-label={`${name} in the cart`}>
              {quantity}
            </output>
          </>
        )}
        <button
          type="button"
          className="round"
          aria-label={quantity > 0 ? `One ${name} more` : `Add ${name}`}
          disabled={quantity >= MOST_OF_ONE}
          onClick={() => onChange(quantity + 1)}
        >
          <Icon name="plus" size={18} />
        </button>
      </span>
    </div>
  );
}

/** Pictures of other origins are not let in by the page's policy; the first letter stands in. */
function ProductPicture({ name, imageUrl }: { name: string; imageUrl?: string }) {
  const [missing, setMissing] = useState(false);
  return (
    <span className="product-picture" aria-hidden="true">
      {imageUrl && !missing ? <img src={imageUrl} alt="" onError={() => setMissing(true)} /> : [...name][0]}
    </span>
  );
}

function totalOf(lines: { product: ProductCard; quantity: number }[]): string {
  const total = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  return priceOf(total, lines[0]?.product.currency ?? '');
}
