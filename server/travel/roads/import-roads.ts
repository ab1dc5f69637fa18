import { type Refusal, refuse } from '../../../shared/problem.ts'
import { collectRoads, locateNodes, type Progress } from './collect-roads.ts'
import { wellConnected } from './connected-roads.ts'
import { contractRoads } from './contract-roads.ts'
import { cutRoads } from './cut-roads.ts'
import { PbfError, type PbfRefusal } from './osm-pbf.ts'
import { finishRoads, type RoadsNetwork } from './roads-network.ts'

/** What can be wrong with an extract: code to French sentence. */
export const IMPORT_REFUSALS: Readonly<Record<PbfRefusal | 'no_roads' | 'file_not_found', string>> = {
  not_pbf: 'Ce fichier n’est pas un extrait OpenStreetMap au format PBF.',
  truncated_file: 'Ce fichier est incomplet : téléchargez-le de nouveau.',
  unsupported_pbf: 'Cet extrait utilise une variante du format PBF qui n’est pas comprise.',
  no_roads: 'Cet extrait ne contient aucune route carrossable.',
  file_not_found: 'Ce fichier n’existe pas ou ne peut pas être lu.',
}

/** Parts of the network with fewer junctions that reach one another are left out. */
export const SMALLEST_PART = 30

/** Makes a road network of an OpenStreetMap extract, or says what is wrong with the file. It is read twice. */
export function importRoads(
  path: string,
  { progress = () => {}, smallestPart = SMALLEST_PART }: { progress?: Progress; smallestPart?: number } = {},
): RoadsNetwork | Refusal {
  try {
    const ways = collectRoads(path, progress)
    if (ways.wayRoad.length === 0) return refuse('no_roads')
    const nodes = locateNodes(path, ways.refs, progress)
    const nodeCount = nodes.lat.length
    progress('junctions', 0)
    const edges = contractRoads(cutRoads(ways, nodes), nodeCount)
    const kept = wellConnected(edges, nodeCount, smallestPart)
    if (!kept.includes(1)) return refuse('no_roads')
    progress('junctions', 0.5)
    const network = finishRoads(edges, kept, nodes, {
      date: ways.date ?? 'unknown',
      turnRestrictions: ways.turnRestrictions,
    })
    progress('junctions', 1)
    return network
  } catch (error) {
    if (error instanceof PbfError) return refuse(error.code, { details: { reason: error.message } })
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR')
    ) {
      return refuse('file_not_found')
    }
    throw error
  }
}
