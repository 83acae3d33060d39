import { type AccountCall, answer, type Reply } from './call.ts';
import { paged } from './nodes.ts';

/** `GET /{WABA_ID}/product_catalogs`: the catalogue connected to the account. Not in the reference. */
export function listCatalogues(call: AccountCall): Reply {
  const { settings } = call.world;
  const connected = settings.products.length > 0 ? [{ id: settings.catalogId, name: 'Catalogue' }] : [];
  return answer(paged(call, connected));
}
