package klarsyn.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.base.Count;
import klarsyn.base.Where;
import klarsyn.data.Finding;
import klarsyn.data.Units;
import klarsyn.format.Images;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.ReadingNote;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;
import klarsyn.preflight.Intensities;
import org.jspecify.annotations.Nullable;

/**
 * Contents of one image.
 *
 * @param file     the image
 * @param geometry its grid
 * @param channels statistics of each channel
 * @param notes    remarks on the position of the voxels in the file
 */
record ImageFacts(Path file, Geometry geometry, List<Channel> channels, List<PlacementNote> notes) {

    private static final int MAX_LABELS = 64;

    /**
     * Statistics of one channel.
     *
     * @param intensities of the finite voxels
     * @param notFinite   voxels that are NaN or infinite
     * @param labels      number of voxels of each value, if they are few integers, as in a label map
     */
    record Channel(Intensities intensities, long notFinite, SortedMap<Integer, Long> labels) {}

    static ImageFacts read(Path file) {
        List<Volume> volumes = Images.readChannels(file);
        Geometry geometry = volumes.getFirst().geometry();
        List<PlacementNote> notes = new ArrayList<>(Images.placementNotes(file));
        PlacementNote.onShear(geometry).ifPresent(notes::add);
        return new ImageFacts(
                file, geometry, volumes.stream().map(ImageFacts::channel).toList(), List.copyOf(notes));
    }

    private static Channel channel(Volume volume) {
        float[] finite = new float[volume.voxels().length];
        int count = 0;
        for (float voxel : volume.voxels()) {
            if (Float.isFinite(voxel)) {
                finite[count++] = voxel;
            }
        }
        float[] values = count == finite.length ? finite : Arrays.copyOf(finite, count);
        return new Channel(Intensities.of(values), volume.voxels().length - (long) count, labels(values));
    }

    private static SortedMap<Integer, Long> labels(float[] values) {
        SortedMap<Integer, Long> labels = new TreeMap<>();
        for (float value : values) {
            if (value < 0 || value != (short) value) {
                return new TreeMap<>();
            }
            labels.merge((int) value, 1L, Long::sum);
            if (labels.size() > MAX_LABELS) {
                return new TreeMap<>();
            }
        }
        return labels;
    }

    /** Whether all voxels are numbers. */
    boolean isSound() {
        return channels.stream().allMatch(channel -> channel.notFinite() == 0);
    }

    void print(Session session) {
        session.print("file         " + file);
        session.print("size         %s voxels, %s".formatted(geometry.shape(), Count.of(channels.size(), "channel")));
        session.print("voxel size   " + geometry.spacing());
        session.print("orientation  " + geometry.orientation());
        notes.forEach(note -> session.print("warning      %s. Fix: %s.".formatted(note.what(), note.fix())));
        Images.notes(file).forEach(note -> session.print("note         " + note.text()));
        for (Channel channel : channels) {
            Intensities values = channel.intensities();
            session.print("intensities  %s to %s, 99 %% of them %s to %s; median %s, mean %s, deviation %s"
                    .formatted(
                            Figures.of(values.min()),
                            Figures.of(values.max()),
                            Figures.of(values.percentile00_5()),
                            Figures.of(values.percentile99_5()),
                            Figures.of(values.median()),
                            Figures.of(values.mean()),
                            Figures.of(values.std())));
            if (channel.notFinite() > 0) {
                session.print("error        %s NaN or infinite. Fix: write finite numbers there."
                        .formatted(Count.of(channel.notFinite(), "voxel")));
            }
            if (!channel.labels().isEmpty()) {
                session.print("as labels    " + volumes(channel));
            }
        }
    }

    private String volumes(Channel channel) {
        double voxelMl = geometry.voxelMl();
        String unit = Units.of(file, geometry.spacing()).size();
        return channel.labels().entrySet().stream()
                .map(label -> "%d: %s %s".formatted(label.getKey(), Figures.of(label.getValue() * voxelMl), unit))
                .collect(Collectors.joining(", "));
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.putAll(grid(geometry));
        json.put(
                "findings",
                notes.stream()
                        .map(note -> Finding.warning(Where.file(file), note.what(), note.fix()))
                        .map(CohortFacts::json)
                        .toList());
        json.put("notes", Images.notes(file).stream().map(ReadingNote::text).toList());
        List<Object> list = new ArrayList<>();
        for (Channel channel : channels) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            Intensities values = channel.intensities();
            entry.put("min", values.min());
            entry.put("percentile_00_5", values.percentile00_5());
            entry.put("median", values.median());
            entry.put("percentile_99_5", values.percentile99_5());
            entry.put("max", values.max());
            entry.put("mean", values.mean());
            entry.put("std", values.std());
            entry.put("not_finite", channel.notFinite());
            entry.put("voxels_by_label", channel.labels());
            list.add(entry);
        }
        json.put("channels", list);
        return json;
    }

    /** The grid as JSON members. */
    static Map<String, @Nullable Object> grid(Geometry geometry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "shape",
                List.of(
                        geometry.shape().x(),
                        geometry.shape().y(),
                        geometry.shape().z()));
        json.put(
                "spacing_mm",
                List.of(
                        geometry.spacing().x(),
                        geometry.spacing().y(),
                        geometry.spacing().z()));
        json.put("voxel_mm3", geometry.voxelMl() * 1000);
        json.put("orientation", geometry.orientation().toString());
        return json;
    }
}
