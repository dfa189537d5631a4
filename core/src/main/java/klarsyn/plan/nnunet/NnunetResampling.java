package klarsyn.plan.nnunet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import klarsyn.base.Json;

/**
 * Which of nnU-Net's functions resamples, with its arguments as they are written.
 *
 * @param function  such as {@code resample_data_or_seg_to_shape}
 * @param arguments such as {@code order}, by name
 */
public record NnunetResampling(String function, SequencedMap<String, Json> arguments) {

    /** The only function that nnU-Net's own planners choose. */
    static final String DEFAULT = "resample_data_or_seg_to_shape";

    /** Keeps an own copy. */
    public NnunetResampling {
        arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
    }

    /** What nnU-Net's planners write: a spline of an order, the nearest slice along an axis that is treated apart. */
    static NnunetResampling standard(boolean labels, int order) {
        SequencedMap<String, Json> arguments = new LinkedHashMap<>();
        arguments.put("is_seg", new Json.Truth(labels));
        arguments.put("order", Json.Numeric.of(order));
        arguments.put("order_z", Json.Numeric.of(0));
        arguments.put("force_separate_z", new Json.Nothing());
        return new NnunetResampling(DEFAULT, arguments);
    }
}
