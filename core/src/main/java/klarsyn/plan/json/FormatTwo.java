package klarsyn.plan.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import klarsyn.base.Json;

/** Converts plans of format 2 to format 3: all plans were segmentations, and keys had British spelling. */
final class FormatTwo {

    private FormatTwo() {}

    /** The plan in format 3; a plan of another format is returned unchanged. */
    static Json upgraded(Json plan) {
        boolean second = plan instanceof Json.Members members
                && members.values().get("format") instanceof Json.Numeric format
                && format.value().doubleValue() == 2;
        return second ? changed(plan, FormatTwo::plan) : plan;
    }

    private static SequencedMap<String, Json> plan(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> plan = renamed(old, "optimisation", "optimization");
        plan.put("format", Json.Numeric.of(3));
        plan.computeIfPresent(
                "preprocessing", (_, value) -> changed(value, it -> renamed(it, "normalised", "normalized")));
        plan.computeIfPresent("network", (_, value) -> changed(value, FormatTwo::network));
        plan.computeIfPresent("augmentation", (_, value) -> changed(value, FormatTwo::augmentation));
        plan.computeIfPresent("modalities", (_, value) -> modalities(value));
        if (plan.get("reasons") instanceof Json.Elements(var reasons)) {
            plan.put(
                    "reasons",
                    new Json.Elements(reasons.stream()
                            .map(reason -> changed(reason, FormatTwo::reason))
                            .toList()));
        }
        return plan.get("task") instanceof Json.Members(var task) ? flattened(plan, task) : plan;
    }

    private static SequencedMap<String, Json> flattened(
            SequencedMap<String, Json> plan, SequencedMap<String, Json> task) {
        SequencedMap<String, Json> flat = new LinkedHashMap<>();
        plan.forEach((key, value) -> {
            if (key.equals("task")) {
                flat.putAll(task);
            } else {
                flat.put(key, value);
            }
        });
        return flat;
    }

    private static Json modalities(Json old) {
        return old.equals(names("grey")) ? names("gray") : old;
    }

    private static Json names(String name) {
        return new Json.Elements(List.of(new Json.Text(name)));
    }

    private static SequencedMap<String, Json> network(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> network = new LinkedHashMap<>(old);
        network.computeIfPresent(
                "style", (_, value) -> changed(value, it -> renamed(it, "initialisation", "initialization")));
        return network;
    }

    /** Augmentations of a cascade's earlier network were never used. */
    private static SequencedMap<String, Json> augmentation(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> augmentation = new LinkedHashMap<>(old);
        augmentation.remove("previous");
        return augmentation;
    }

    private static SequencedMap<String, Json> reason(SequencedMap<String, Json> old) {
        SequencedMap<String, Json> reason = new LinkedHashMap<>(old);
        reason.computeIfPresent(
                "key",
                (_, value) -> value instanceof Json.Text(String key)
                        ? new Json.Text(key.replace("optimisation", "optimization"))
                        : value);
        return reason;
    }

    private static SequencedMap<String, Json> renamed(SequencedMap<String, Json> old, String from, String to) {
        SequencedMap<String, Json> renamed = new LinkedHashMap<>();
        old.forEach((key, value) -> renamed.put(key.equals(from) ? to : key, value));
        return renamed;
    }

    static Json changed(Json json, UnaryOperator<SequencedMap<String, Json>> change) {
        return json instanceof Json.Members(SequencedMap<String, Json> members)
                ? new Json.Members(change.apply(members))
                : json;
    }
}
