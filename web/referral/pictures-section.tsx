import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { FieldError } from '../ui/field.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Progress } from '../ui/progress.tsx'
import { type DraftPicture, placeOf } from './pictures-state.ts'
import type { ReferState } from './refer-state.ts'
import { worded } from './wording.ts'
import './pictures.css'

/** The pictures the protocol asks for of one item, each in its labelled place; none is required. */
export function PicturesSection({ state, lesionKey, title }: { state: ReferState; lesionKey: string; title: string }) {
  const t = useText(fr, en)
  const { pictures: framings } = state.protocol
  if (framings.length === 0) return null
  return (
    <section class="referral-pictures" aria-label={title}>
      <h3>{title}</h3>
      <p class="small soft">{t.picturesHelp}</p>
      <ul class="referral-picture-places">
        {framings.map((framing) => (
          <Place
            key={framing.id}
            state={state}
            lesionKey={lesionKey}
            framing={framing.id}
            label={worded(framing.label)}
            hint={worded(framing.hint)}
            of={title}
          />
        ))}
      </ul>
    </section>
  )
}

function Place({
  state,
  lesionKey,
  framing,
  label,
  hint,
  of,
}: {
  state: ReferState
  lesionKey: string
  framing: string
  label: string
  hint: string
  of: string
}) {
  const t = useText(fr, en)
  const picture = state.pictures.pictures.value.find((one) => one.lesionKey === lesionKey && one.framing === framing)
  const fault = state.pictures.faults.value[placeOf(lesionKey, framing)]
  const megabytes = Math.floor(state.pictureRules.largestFileBytes / 1e6)
  const add = (file: File) => void state.pictures.add(lesionKey, framing, file)
  const choose = picture ? t.replacePicture : t.choosePicture
  return (
    <li class="referral-picture-place" data-framing={framing}>
      <div class="referral-picture-frame">
        {picture?.thumbnail ? (
          <img src={picture.thumbnail} alt={t.pictureAlt(label, of)} />
        ) : (
          <Icon name="camera" size={28} />
        )}
      </div>
      <div class="referral-picture-words">
        <p>
          <strong>{label}</strong>
        </p>
        <p class="small soft">{hint}</p>
        {picture && <Standing picture={picture} />}
        {fault && (
          <div role="alert">
            <FieldError id={`picture-${lesionKey}-${framing}`}>{t.pictureFaults[fault](megabytes)}</FieldError>
          </div>
        )}
        <div class="row">
          <FileButton
            icon="camera"
            label={t.takePicture}
            name={t.pictureFor(t.takePicture, label, of)}
            camera
            onFile={add}
          />
          <FileButton icon="plus" label={choose} name={t.pictureFor(choose, label, of)} onFile={add} />
          {picture && (
            <Button
              size="s"
              variant="quiet"
              icon="cross"
              aria-label={t.pictureFor(t.removePicture, label, of)}
              onClick={() => void state.pictures.remove(picture)}
            >
              {t.removePicture}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

/** Where a picture stands, and what there is to say of it; read out as it changes. */
function Standing({ picture }: { picture: DraftPicture }) {
  const t = useText(fr, en)
  const { status, warnings } = picture
  return (
    <div class="stack-tight small" role="status">
      {status.kind === 'sending' && <Progress label={t.pictureStatus.sending} value={status.share} />}
      {(status.kind === 'preparing' || status.kind === 'sent') && <p>{t.pictureStatus[status.kind]}</p>}
      {status.kind === 'waiting' && <Line icon="warning">{t.pictureWaiting[status.reason]}</Line>}
      {status.kind === 'refused' && <Line icon="error">{status.message}</Line>}
      {warnings.map((warning) => (
        <Line key={warning} icon="warning">
          {t.pictureWarnings[warning]}
        </Line>
      ))}
    </div>
  )
}

function Line({ icon, children }: { icon: IconName; children: string }) {
  return (
    <p class="referral-picture-warning">
      <Icon name={icon} size={16} /> <span>{children}</span>
    </p>
  )
}

/** Drawn as a button; the file input covers it whole. `camera` opens the camera at once, where there is one to hold. */
function FileButton({
  icon,
  label,
  name,
  camera,
  onFile,
}: {
  icon: IconName
  label: string
  name: string
  camera?: boolean
  onFile: (file: File) => void
}) {
  return (
    <span class={`button button-secondary button-s referral-file${camera ? ' referral-file-camera' : ''}`}>
      <Icon name={icon} />
      <span class="button-label" aria-hidden="true">
        {label}
      </span>
      <input
        type="file"
        accept="image/*"
        aria-label={name}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) onFile(file)
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </span>
  )
}
