import { Button, FileButton, Group, TextInput } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { useWrite } from '../../ui/use-write.ts';
import { editProduct, fetchPicture, type Product, uploadPicture } from './calls.ts';

/** A picture from this device, or one that lies on the web. */
export function PictureForm({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const business = useBusiness();
  const [url, setUrl] = useState('');
  const upload = useWrite({
    write: async (file: File) => editProduct(product.id, { imageMediaId: (await uploadPicture(business, file)).id }),
    touches: ['products'],
    done: () => ({ message: t('products.picture.changed') }),
  });
  const link = useWrite({
    write: async (address: string | null) =>
      editProduct(
        product.id,
        address === null ? { imageUrl: null } : { imageMediaId: (await fetchPicture(business, address)).id },
      ),
    touches: ['products'],
    done: () => {
      setUrl('');
      return { message: t('products.picture.changed') };
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (url.trim()) link.mutate(url.trim());
      }}
    >
      <Group align="flex-end" gap="xs">
        <FileButton onChange={(file) => file && upload.mutate(file)} accept="image/jpeg,image/png,image/webp">
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={upload.isPending}
              leftSection={<IconPhotoUp size={16} aria-hidden />}
            >
              {t('products.picture.upload')}
            </Button>
          )}
        </FileButton>
        <TextInput
          flex={1}
          miw={160}
          label={t('products.picture.url')}
          type="url"
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!url.trim()} loading={link.isPending}>
          {t('common.save')}
        </Button>
        {product.imageUrl && (
          <Button variant="subtle" color="gray" onClick={() => link.mutate(null)}>
            {t('products.picture.remove')}
          </Button>
        )}
      </Group>
    </form>
  );
}
