package klarsyn.plan.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Plan;
import klarsyn.plan.Reason;
import klarsyn.plan.SegmentationPlan;

/** Reads and writes plans as JSON for people to read and edit; docs/plan.md describes the keys. */
public final class PlanJson {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d{1,6})]");

    private PlanJson() {}

    /** The plan as indented JSON, keys in record order, with a final line feed. */
    public static String write(Plan plan) {
        return RecordJson.write(plan).indented();
    }

    /**
     * Parses a plan; older formats are upgraded.
     *
     * @param origin the file, for messages
     * @throws PlanException if the text is not JSON or has a newer format, or a key is unknown, missing, of another
     *     type, invalid or inconsistent; the message contains the key's path
     */
    public static Plan read(String json, Where origin) {
        return read(PlanText.json(json, origin), origin);
    }

    /** As {@link #read(String, Where)}, for JSON that is part of another document. */
    public static Plan read(Json json, Where origin) {
        rejectNewer(json, origin);
        rejectNnunet(json, origin);
        Plan plan = RecordJson.readCase(FormatTwo.upgraded(FormatOne.upgraded(json)), Plan.class, origin);
        switch (plan) {
            case SegmentationPlan segmentation -> PlanCheck.require(segmentation, origin);
            case ClassificationPlan classification -> PlanCheck.require(classification, origin);
        }
        return plan;
    }

    /** Reads a plan file. */
    public static Plan read(Path file) {
        return read(PlanText.of(file, "use a file written by klarsyn plan"), Where.file(file));
    }

    private static void rejectNnunet(Json json, Where origin) {
        if (json instanceof Json.Members members && members.values().containsKey("configurations")) {
            throw new PlanException(
                    "this is a plans file of nnU-Net, with several configurations",
                    origin,
                    "convert one configuration: klarsyn plan DATA --from plans.json > plan.json");
        }
    }

    private static void rejectNewer(Json json, Where origin) {
        if (json instanceof Json.Members members
                && members.values().get("format") instanceof Json.Numeric format
                && format.value().doubleValue() > Plan.FORMAT) {
            throw new PlanException(
                    "the plan has format %s, this version of Klarsyn reads up to %d"
                            .formatted(format.compact(), Plan.FORMAT),
                    Where.of(origin + ", format"),
                    "use a newer version of Klarsyn, or make a new plan");
        }
    }

    /** The plan's reasons, each with the {@link Reason#value} that the plan now has for its key. */
    public static List<Reason> reasoned(Plan plan) {
        Json json = RecordJson.write(plan);
        return plan.reasons().stream()
                .map(reason -> new Reason(
                        reason.key(),
                        find(json, reason.key()).map(Json::compact).orElse(""),
                        reason.why()))
                .toList();
    }

    /** Reasons whose recorded value differs from the plan, because the user edited it. */
    public static List<Reason> editedByHand(Plan plan) {
        Json json = RecordJson.write(plan);
        return plan.reasons().stream()
                .filter(reason -> !reason.value().isEmpty())
                .filter(reason -> find(json, reason.key())
                        .filter(now -> !isWritten(reason.value(), now))
                        .isPresent())
                .toList();
    }

    private static boolean isWritten(String value, Json now) {
        try {
            return Json.parse(value).equals(now);
        } catch (IllegalArgumentException noJson) {
            return false;
        }
    }

    /** The value at a path such as {@code preprocessing.channels[0].scheme}; empty if there is none. */
    private static Optional<Json> find(Json json, String path) {
        Json found = json;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            Optional<Json> next = step.group(1) == null
                    ? element(found, Integer.parseInt(step.group(2)))
                    : member(found, step.group(1));
            if (next.isEmpty()) {
                return next;
            }
            found = next.get();
        }
        return Optional.of(found);
    }

    private static Optional<Json> member(Json json, String key) {
        return json instanceof Json.Members members
                ? Optional.ofNullable(members.values().get(key))
                : Optional.empty();
    }

    private static Optional<Json> element(Json json, int index) {
        return json instanceof Json.Elements elements
                        && index < elements.values().size()
                ? Optional.of(elements.values().get(index))
                : Optional.empty();
    }
}
