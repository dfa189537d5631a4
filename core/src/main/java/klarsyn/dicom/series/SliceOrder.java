package klarsyn.dicom.series;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.FunctionalGroups;
import klarsyn.dicom.Tag;

/**
 * Keys that order slices at one position; the first key that differs decides.
 *
 * <p>This is acquisition order: b-values come after the instance number, so that unweighted images stay where they were
 * acquired.
 */
enum SliceOrder {
    /** Temporal Position Identifier or Index. */
    TEMPORAL_POSITION(true),
    /** Acquisition Number. */
    ACQUISITION(true),
    /** Trigger Time, ms. */
    TRIGGER(true),
    /** Echo Number, else Echo Time in ms. */
    ECHO(true),
    /** Magnitude, phase, real or imaginary part. */
    COMPONENT(true),
    /** Instance Number. */
    INSTANCE(false),
    /** b-value, s/mm². */
    B_VALUE(true),
    /** Acquisition Time, seconds of the day. */
    TIME(false);

    private static final List<String> COMPONENTS = List.of("MAGNITUDE", "PHASE", "REAL", "IMAGINARY");

    private final boolean dimension;

    SliceOrder(boolean dimension) {
        this.dimension = dimension;
    }

    /** Whether another value means another volume; numbers and times may vary within one. */
    boolean isDimension() {
        return dimension;
    }

    /** The keys of a file with one slice or one mosaic. */
    static Map<SliceOrder, Double> of(DicomObject file) {
        Map<SliceOrder, Double> order = new EnumMap<>(SliceOrder.class);
        put(order, TEMPORAL_POSITION, file, Tag.TEMPORAL_POSITION_IDENTIFIER);
        put(order, ACQUISITION, file, Tag.ACQUISITION_NUMBER);
        put(order, TRIGGER, file, Tag.TRIGGER_TIME);
        put(order, ECHO, file, Tag.ECHO_TIME);
        put(order, ECHO, file, Tag.ECHO_NUMBERS);
        put(order, INSTANCE, file, Tag.INSTANCE_NUMBER);
        put(order, B_VALUE, file, Tag.DIFFUSION_B_VALUE);
        putComponent(order, file.strings(Tag.IMAGE_TYPE));
        file.string(Tag.ACQUISITION_TIME).ifPresent(time -> putTime(order, time));
        return order;
    }

    /** The keys of a frame of an enhanced object, in addition to those of its file. */
    static Map<SliceOrder, Double> of(Map<SliceOrder, Double> file, FunctionalGroups groups, int frame) {
        Map<SliceOrder, Double> order = new EnumMap<>(file);
        groups.group(frame, Tag.FRAME_CONTENT_SEQUENCE)
                .ifPresent(content -> put(order, TEMPORAL_POSITION, content, Tag.TEMPORAL_POSITION_INDEX));
        groups.group(frame, MR_ECHO_SEQUENCE).ifPresent(echo -> put(order, ECHO, echo, EFFECTIVE_ECHO_TIME));
        groups.group(frame, CARDIAC_SYNCHRONIZATION_SEQUENCE)
                .ifPresent(cardiac -> put(order, TRIGGER, cardiac, NOMINAL_CARDIAC_TRIGGER_DELAY));
        groups.group(frame, Tag.MR_DIFFUSION_SEQUENCE)
                .ifPresent(diffusion -> put(order, B_VALUE, diffusion, Tag.DIFFUSION_B_VALUE));
        groups.group(frame, MR_IMAGE_FRAME_TYPE_SEQUENCE)
                .ifPresent(type -> putComponent(order, type.strings(COMPLEX_IMAGE_COMPONENT)));
        return order;
    }

    private static final int MR_ECHO_SEQUENCE = 0x00189114;
    private static final int EFFECTIVE_ECHO_TIME = 0x00189082;
    private static final int CARDIAC_SYNCHRONIZATION_SEQUENCE = 0x00189118;
    private static final int NOMINAL_CARDIAC_TRIGGER_DELAY = 0x00209153;
    private static final int MR_IMAGE_FRAME_TYPE_SEQUENCE = 0x00189226;
    private static final int COMPLEX_IMAGE_COMPONENT = 0x00089208;

    private static void put(Map<SliceOrder, Double> order, SliceOrder key, DicomObject holder, int tag) {
        holder.number(tag).ifPresent(value -> order.put(key, value));
    }

    private static void putComponent(Map<SliceOrder, Double> order, List<String> words) {
        for (String word : words) {
            for (int i = 0; i < COMPONENTS.size(); i++) {
                String name = COMPONENTS.get(i);
                if (word.equals(name) || word.equals(name.substring(0, 1))) {
                    order.put(COMPONENT, (double) i);
                    return;
                }
            }
        }
    }

    /** HHMMSS.FFFFFF, possibly truncated. */
    private static void putTime(Map<SliceOrder, Double> order, String time) {
        if (time.matches("\\d{6}(\\.\\d{1,6})?")) {
            int hours = Integer.parseInt(time.substring(0, 2));
            int minutes = Integer.parseInt(time.substring(2, 4));
            order.put(TIME, 3600.0 * hours + 60 * minutes + Double.parseDouble(time.substring(4)));
        }
    }
}
