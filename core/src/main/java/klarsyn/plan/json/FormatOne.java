package klarsyn.plan.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.base.Json;
import klarsyn.image.region.KeepLargest;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.ResizeRule;
import klarsyn.loss.DeepSupervision;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.Origin;
import klarsyn.plan.Preset;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import klarsyn.prepare.Resizing;

/**
 * Converts plans of format 1 to format 2. Settings that were fixed in format 1 are written explicitly, so models
 * predict as before.
 *
 * <p>Format 1 had neither cropping nor special treatment of thick slices, only the plain U-Net, and one loss. Of its
 * augmentation only mirroring is kept, because the model is not trained again.
 */
final class FormatOne {

    private static final Resizing RESIZING = new Resizing(
            Resizing.Axes.ALL,
            Resizing.KLARSYN.tolerance(),
            ResizeRule.even(Interpolation.CUBIC),
            ResizeRule.even(Interpolation.LINEAR),
            ResizeRule.even(Interpolation.LINEAR));

    private FormatOne() {}

    /** The plan in format 2. JSON that is not a plan of format 1 is returned as is, and rejected later by its keys. */
    static Json upgraded(Json plan) {
        boolean first = plan instanceof Json.Members members
                && members.values().get("format") instanceof Json.Numeric format
                && format.value().doubleValue() == 1;
        return first ? FormatTwo.changed(plan, FormatOne::plan) : plan;
    }

    private static SequencedMap<String, Json> plan(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> plan = new LinkedHashMap<>(old);
        plan.put("format", Json.Numeric.of(2));
        plan.put("origin", RecordJson.write(new Origin(Preset.KLARSYN, dimensions(old), List.of())));
        plan.put("loss", RecordJson.write(DeepSupervision.standard()));
        plan.put("postProcessing", RecordJson.write(KeepLargest.NOTHING));
        plan.computeIfPresent("preprocessing", (key, value) -> FormatTwo.changed(value, FormatOne::preprocessing));
        plan.computeIfPresent("network", (key, value) -> FormatTwo.changed(value, FormatOne::network));
        plan.computeIfPresent("augmentation", (key, value) -> FormatTwo.changed(value, FormatOne::augmentation));
        return plan;
    }

    private static String dimensions(Map<String, Json> plan) {
        return plan.get("patch") instanceof Json.Members(var patch)
                        && Json.Numeric.of(1).equals(patch.get("depth"))
                ? "2d"
                : "3d";
    }

    private static SequencedMap<String, Json> preprocessing(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> now = new LinkedHashMap<>(old);
        Json orientation = now.remove("orientation");
        if (orientation != null) {
            SequencedMap<String, Json> frame = new LinkedHashMap<>();
            frame.put("kind", new Json.Text("anatomical"));
            frame.put("orientation", orientation);
            now.put("frame", new Json.Members(frame));
        }
        now.put("crop", RecordJson.write(Preprocessing.Crop.NONE));
        now.put("resizing", RecordJson.write(RESIZING));
        now.put("normalized", RecordJson.write(Preprocessing.Normalized.AFTER_RESIZING));
        if (now.get("channels") instanceof Json.Elements(var channels)) {
            now.put(
                    "channels",
                    new Json.Elements(channels.stream()
                            .map(channel -> FormatTwo.changed(channel, FormatOne::channel))
                            .toList()));
        }
        return now;
    }

    private static SequencedMap<String, Json> channel(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> now = new LinkedHashMap<>(old);
        now.put("extent", RecordJson.write(Normalization.Extent.ALL));
        return now;
    }

    private static SequencedMap<String, Json> network(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> now = new LinkedHashMap<>(old);
        if (now.remove("convolutions") instanceof Json.Elements convolutions) {
            List<Json> each = convolutions.values();
            now.put("encoderBlocks", convolutions);
            now.put("decoderBlocks", new Json.Elements(each.subList(0, Math.max(0, each.size() - 1))));
        }
        now.put("style", RecordJson.write(UNetStyle.PLAIN));
        return now;
    }

    private static SequencedMap<String, Json> augmentation(SequencedMap<String, Json> old) {
        Json mirroring = RecordJson.write(AugmentationPlan.mirroring(List.of()));
        SequencedMap<String, Json> now = new LinkedHashMap<>();
        if (mirroring instanceof Json.Members(var members)) {
            now.putAll(members);
        }
        Json axes = old.get("mirrorAxes");
        if (axes != null) {
            now.put("mirrorAxes", axes);
        }
        return now;
    }
}
