package klarsyn.data.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.file.Grids;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * The combined masks of one case.
 *
 * @param geometry     grid of the masks
 * @param combinations sets of structures that occur, the empty one first
 * @param codes        index of each voxel's combination; not modified after construction
 */
public record StructureMap(Geometry geometry, List<Set<String>> combinations, short[] codes) {

    /**
     * Reads masks one by one.
     *
     * @throws DataException if one cannot be read, or their grids differ
     */
    public static StructureMap read(List<StructureMask> masks, String id) {
        List<Set<String>> combinations = new ArrayList<>(List.of(Set.of()));
        Optional<Geometry> grid = Optional.empty();
        short[] codes = {};
        for (List<StructureMask> layers : byFile(masks)) {
            List<Volume> channels = Images.readChannels(layers.getFirst().file());
            for (StructureMask mask : layers) {
                Volume volume = channel(mask, channels, id);
                if (grid.isEmpty()) {
                    grid = Optional.of(volume.geometry());
                    codes = new short[volume.voxels().length];
                }
                requireGrid(mask, volume.geometry(), grid.get(), id);
                add(mask, volume.voxels(), codes, combinations);
            }
        }
        return new StructureMap(grid.orElseThrow(), List.copyOf(combinations), codes);
    }

    /** Groups masks by file, so that each file is read once. */
    private static List<List<StructureMask>> byFile(List<StructureMask> masks) {
        List<List<StructureMask>> files = new ArrayList<>();
        for (StructureMask mask : masks) {
            if (files.isEmpty() || !files.getLast().getFirst().file().equals(mask.file())) {
                files.add(new ArrayList<>());
            }
            files.getLast().add(mask);
        }
        return files;
    }

    private static Volume channel(StructureMask mask, List<Volume> channels, String id) {
        if (mask.channel() >= channels.size()) {
            throw new DataException(
                    "%s should be in layer %d, but the file has %d"
                            .formatted(mask.structure(), mask.channel(), channels.size()),
                    Where.of(id, mask.file()),
                    "export the segmentation again");
        }
        return channels.get(mask.channel());
    }

    private static void requireGrid(StructureMask mask, Geometry own, Geometry first, String id) {
        own.differenceFrom(first).ifPresent(difference -> {
            throw new DataException(
                    "the grid of this mask differs from the first one: %s (%s versus %s)"
                            .formatted(difference, Grids.describe(own), Grids.describe(first)),
                    Where.of(id, mask.file()),
                    "resample the masks of the case to one grid, or exclude the case: --exclude " + id);
        });
    }

    private static void add(StructureMask mask, float[] voxels, short[] codes, List<Set<String>> combinations) {
        Map<Short, Short> united = new HashMap<>();
        for (int i = 0; i < voxels.length; i++) {
            if (mask.inside().contains(voxels[i])) {
                short code = codes[i];
                Short next = united.get(code);
                if (next == null) {
                    next = code(combinations, code, mask.structure());
                    united.put(code, next);
                }
                codes[i] = next;
            }
        }
    }

    private static short code(List<Set<String>> combinations, short code, String structure) {
        Set<String> united = new TreeSet<>(combinations.get(code));
        united.add(structure);
        Set<String> key = Set.copyOf(united);
        int known = combinations.indexOf(key);
        if (known < 0) {
            combinations.add(key);
            known = combinations.size() - 1;
        }
        if (known > Short.MAX_VALUE) {
            throw new DataException(
                    "the masks overlap in more than %d ways".formatted(Short.MAX_VALUE),
                    Where.of("mask " + structure),
                    "check that these are masks and not intensities");
        }
        return (short) known;
    }

    /** Voxels of each combination that occurs. */
    public Map<Set<String>, Long> counts() {
        long[] counts = new long[combinations.size()];
        for (short code : codes) {
            counts[code]++;
        }
        Map<Set<String>, Long> present = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                present.put(combinations.get(i), counts[i]);
            }
        }
        return present;
    }

    /**
     * The label map for a coding.
     *
     * @throws DataException if the overlap of structures is not part of the coding
     */
    LabelMap decode(StructureCoding coding, Where where) {
        Map<Set<String>, Integer> values = coding.values();
        short[] table = new short[combinations.size()];
        Set<Set<String>> present = counts().keySet();
        for (int i = 0; i < table.length; i++) {
            Integer value = values.get(combinations.get(i));
            if (value == null && present.contains(combinations.get(i))) {
                throw new DataException(
                        "no label represents voxels of %s together".formatted(String.join(", ", combinations.get(i))),
                        where,
                        "the file has changed since the data set was opened: open it again");
            }
            table[i] = value == null ? 0 : value.shortValue();
        }
        short[] labels = new short[codes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = table[codes[i]];
        }
        return new LabelMap(geometry, labels);
    }
}
