import type { RefusalTexts } from '../problem-texts.ts'

/** What pictures refuse, in words. */
export const pictureRefusals = {
  picture_too_large: {
    status: 413,
    fr: 'Cette photo est trop lourde : {megabytes} Mo au plus. Reprenez-la avec l’appareil du téléphone, ou réduisez-la.',
    en: 'This picture is too large: {megabytes} MB at most. Take it again with the phone’s camera, or make it smaller.',
  },
  not_a_picture: {
    status: 422,
    fr: 'Ce fichier n’est pas une photo, quel que soit son nom. Choisissez une photo JPEG, PNG ou WebP.',
    en: 'This file is not a picture, whatever its name. Choose a JPEG, PNG or WebP picture.',
  },
  picture_animated: {
    status: 422,
    fr: 'Cette image est animée. Choisissez une photo fixe.',
    en: 'This image is animated. Choose a still picture.',
  },
  picture_damaged: {
    status: 422,
    fr: 'Cette photo est incomplète ou abîmée. Reprenez-la, ou choisissez-en une autre.',
    en: 'This picture is incomplete or damaged. Take it again, or choose another.',
  },
  picture_too_many_pixels: {
    status: 422,
    fr: 'Cette image a trop de pixels : {megapixels} millions au plus. Réduisez-la avant de l’envoyer.',
    en: 'This image has too many pixels: {megapixels} million at most. Make it smaller before sending.',
  },
  too_many_pictures: {
    status: 409,
    fr: 'Trois lésions, trois photos chacune : ce brouillon les a déjà. Retirez-en une d’abord.',
    en: 'Three lesions, three pictures each: this draft has them all. Remove one first.',
  },
  framing_unknown: {
    status: 422,
    fr: 'Cette spécialité n’attend pas de photo de cette sorte.',
    en: 'This specialty expects no picture of this kind.',
  },
} satisfies RefusalTexts
