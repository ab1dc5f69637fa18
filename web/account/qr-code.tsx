import { useEffect, useState } from 'preact/hooks'

/** A QR code drawn here, so that its secret goes through nobody else's hands. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [modules, setModules] = useState<boolean[][] | null>(null)
  useEffect(() => {
    let isCurrent = true
    void import('uqr').then(({ encode }) => {
      if (isCurrent) setModules(encode(text, { ecc: 'M', border: 2 }).data)
    })
    return () => {
      isCurrent = false
    }
  }, [text])
  const size = modules?.length ?? 1
  const path = modules?.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg class="account-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path ?? ''} fill="#000" />
    </svg>
  )
}
