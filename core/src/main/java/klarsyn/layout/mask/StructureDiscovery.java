package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.ImageMemory;
import klarsyn.data.label.StructureCoding;
import klarsyn.data.label.StructureMap;
import klarsyn.data.label.StructureMask;

/** Finds the structures in the masks of a data set, and which of them share voxels. */
public final class StructureDiscovery {

    private static final int MAX_COMBINATIONS = 255;

    private StructureDiscovery() {}

    /** One case's masks, before their overlap is known. */
    public record Drawn(String id, List<StructureMask> masks) {
        public Drawn {
            masks = List.copyOf(masks);
        }
    }

    /**
     * Reads every mask.
     *
     * <p>Overlapping structures are ordered from large to small, as a written label map contains the later one; others
     * keep the order of the masks.
     *
     * @param cases at least one
     * @throws DataException if no mask can be read, all are empty, or they overlap in too many ways
     */
    public static StructureCoding of(List<Drawn> cases) {
        Map<Set<String>, Long> counts = new HashMap<>();
        List<DataException> failures = new ArrayList<>();
        List<Path> first =
                cases.stream().map(one -> one.masks().getFirst().file()).toList();
        int threads = ImageMemory.parallelMasks(first, Runtime.getRuntime().availableProcessors());
        List<Map<Set<String>, Long>> each = new Workers(threads).map(cases, Drawn::id, one -> counts(one, failures));
        each.forEach(one -> one.forEach((names, count) -> counts.merge(names, count, Long::sum)));
        counts.remove(Set.<String>of());
        if (counts.isEmpty()) {
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
            throw new DataException(
                    "all masks are empty, so there is nothing to segment",
                    Where.file(cases.getFirst().masks().getFirst().file()),
                    "check that these are the masks");
        }
        return coding(structures(cases), counts, cases);
    }

    private static Map<Set<String>, Long> counts(Drawn one, List<DataException> failures) {
        try {
            return StructureMap.read(one.masks(), one.id()).counts();
        } catch (DataException unreadable) { // reported by the pre-flight check
            synchronized (failures) {
                failures.add(unreadable);
            }
            return Map.of();
        }
    }

    private static List<String> structures(List<Drawn> cases) {
        Set<String> names = new LinkedHashSet<>();
        cases.forEach(one -> one.masks().forEach(mask -> names.add(mask.structure())));
        return List.copyOf(names);
    }

    private static StructureCoding coding(List<String> names, Map<Set<String>, Long> counts, List<Drawn> cases) {
        List<Set<String>> shared =
                counts.keySet().stream().filter(set -> set.size() > 1).toList();
        if (shared.size() > MAX_COMBINATIONS || names.size() > MAX_COMBINATIONS) {
            throw new DataException(
                    "%d structures overlap in %d ways, but at most %d are supported"
                            .formatted(names.size(), shared.size(), MAX_COMBINATIONS),
                    Where.file(cases.getFirst().masks().getFirst().file()),
                    "write a manifest that lists the masks to be learned");
        }
        List<String> ordered = new ArrayList<>(names);
        if (!shared.isEmpty()) {
            ordered.sort(Comparator.comparingLong(name -> -voxels(name, counts)));
        }
        List<NavigableSet<Integer>> combinations = new ArrayList<>();
        for (Set<String> set : shared) {
            NavigableSet<Integer> positions = new TreeSet<>();
            set.forEach(name -> positions.add(ordered.indexOf(name) + 1));
            combinations.add(positions);
        }
        combinations.sort(Comparator.comparing(NavigableSet::toString));
        return new StructureCoding(ordered, combinations);
    }

    private static long voxels(String name, Map<Set<String>, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().contains(name))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
