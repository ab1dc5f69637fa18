import { Component, type ComponentChildren } from 'preact'
import { PageFailed } from './page-failed.tsx'

type Props = { readonly url: string; readonly children: ComponentChildren }

/** Shows `PageFailed` where a page could not be drawn, until one goes to another address. */
export class PageBoundary extends Component<Props, { readonly failedAt: string | null }> {
  override state = { failedAt: null }

  override componentDidCatch(error: unknown): void {
    console.error(error)
    this.setState({ failedAt: this.props.url })
  }

  override render() {
    return this.state.failedAt === this.props.url ? <PageFailed /> : this.props.children
  }
}
