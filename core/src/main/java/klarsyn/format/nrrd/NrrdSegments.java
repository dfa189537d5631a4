package klarsyn.format.nrrd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klarsyn.format.file.Segment;
import klarsyn.format.rawdata.StoredVoxels;

/**
 * Segments of 3D Slicer's {@code .seg.nrrd}: keys {@code Segment0_Name}, {@code Segment0_Layer} and
 * {@code Segment0_LabelValue} in the header.
 *
 * <p>Source: 3D Slicer, {@code vtkMRMLSegmentationStorageNode}. Files of Slicer before 4.11 have one layer per segment
 * and lack the last two keys: then segment i is value 1 of layer i.
 */
public final class NrrdSegments {

    private static final int MAX_SEGMENTS = 10_000;

    private NrrdSegments() {}

    public static List<Segment> read(Path file) {
        NrrdHeader header = NrrdHeader.read(file);
        Map<String, String> keys = header.fields().keys();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < MAX_SEGMENTS && keys.containsKey("Segment%d_ID".formatted(i)); i++) {
            String prefix = "Segment%d_".formatted(i);
            String name = Optional.ofNullable(keys.get(prefix + "Name"))
                    .filter(text -> !text.isBlank())
                    .orElse(keys.get(prefix + "ID"));
            segments.add(new Segment(
                    String.valueOf(name).strip(),
                    number(keys, prefix + "Layer", keys.containsKey(prefix + "LabelValue") ? 0 : i, file),
                    number(keys, prefix + "LabelValue", 1, file)));
        }
        return segments;
    }

    private static int number(Map<String, String> keys, String key, int otherwise, Path file) {
        String text = keys.get(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > Short.MAX_VALUE) {
            throw StoredVoxels.bad(file, "the header's %s is %s, not a number from 0 to 32767".formatted(key, text));
        }
        return Integer.parseInt(text);
    }
}
