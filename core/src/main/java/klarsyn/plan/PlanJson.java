package klarsyn.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/** A plan as JSON, the form that a person reads and edits; docs/plan.md tells its keys. */
public final class PlanJson {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d{1,6})]");

    private PlanJson() {}

    /** The plan as indented JSON, keys in the order of its records, a line feed at the end. */
    public static String write(Plan plan) {
        return RecordJson.write(plan).indented();
    }

    /**
     * The plan that a text describes; older formats are upgraded.
     *
     * @param origin the file, for messages
     * @throws PlanException if the text is no JSON, of a newer format, has a key that is unknown, missing or of another
     *     type, or a value that is refused or does not fit another; it names the key's path
     */
    public static Plan read(String json, Where origin) {
        return read(PlanText.json(json, origin), origin);
    }

    /** As {@link #read(String, Where)}, of JSON that is part of something larger. */
    public static Plan read(Json json, Where origin) {
        refuseNewer(json, origin);
        refuseNnunet(json, origin);
        Plan plan = RecordJson.readCase(FormatTwo.upgraded(FormatOne.upgraded(json)), Plan.class, origin);
        switch (plan) {
            case SegmentationPlan segmentation -> PlanCheck.require(segmentation, origin);
            case ClassificationPlan classification -> PlanCheck.require(classification, origin);
        }
        return plan;
    }

    /** The plan of a file. */
    public static Plan read(Path file) {
        return read(PlanText.of(file, "name a file that klarsyn plan wrote"), Where.file(file));
    }

    private static void refuseNnunet(Json json, Where origin) {
        if (json instanceof Json.Members members && members.values().containsKey("configurations")) {
            throw new PlanException(
                    "these are plans of nnU-Net's, several in one file",
                    origin,
                    "make one of them a plan of Klarsyn's: klarsyn plan DATA --from plans.json > plan.json");
        }
    }

    private static void refuseNewer(Json json, Where origin) {
        if (json instanceof Json.Members members
                && members.values().get("format") instanceof Json.Numeric format
                && format.value().doubleValue() > Plan.FORMAT) {
            throw new PlanException(
                    "the plan has format %s, this Klarsyn reads up to %d".formatted(format.compact(), Plan.FORMAT),
                    Where.of(origin + ", format"),
                    "use a newer Klarsyn, or plan anew");
        }
    }

    /** The plan's reasons, each with the {@link Reason#value} that the plan now has under its key. */
    public static List<Reason> reasoned(Plan plan) {
        Json json = RecordJson.write(plan);
        return plan.reasons().stream()
                .map(reason -> new Reason(
                        reason.key(),
                        find(json, reason.key()).map(Json::compact).orElse(""),
                        reason.why()))
                .toList();
    }

    /** Reasons whose recorded value is no longer what the plan says: a person has changed it. */
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

    /** What lies under a path such as {@code preprocessing.channels[0].scheme}; empty if nothing does. */
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
