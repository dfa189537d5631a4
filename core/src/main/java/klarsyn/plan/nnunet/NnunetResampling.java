package klarsyn.plan.nnunet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import klarsyn.base.Json;

/**
 * A resampling function of nnU-Net with its arguments.
 *
 * @param function  such as {@code resample_data_or_seg_to_shape}
 * @param arguments such as {@code order}, by name
 */
public record NnunetResampling(String function, SequencedMap<String, Json> arguments) {

    /** The only function of nnU-Net's own planners. */
    static final String DEFAULT = "resample_data_or_seg_to_shape";

    /** Copies the map. */
    public NnunetResampling {
        arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
    }

    /** The arguments of nnU-Net's planners: a spline of an order, and nearest neighbor along a separate axis. */
    static NnunetResampling standard(boolean labels, int order) {
        SequencedMap<String, Json> arguments = new LinkedHashMap<>();
        arguments.put("is_seg", new Json.Truth(labels));
        arguments.put("order", Json.Numeric.of(order));
        arguments.put("order_z", Json.Numeric.of(0));
        arguments.put("force_separate_z", new Json.Nothing());
        return new NnunetResampling(DEFAULT, arguments);
    }
}
