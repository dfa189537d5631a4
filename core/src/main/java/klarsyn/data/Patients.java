package klarsyn.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who an image belongs to, where only the names of files can tell. */
final class Patients {

    private static final Pattern SIDE =
            Pattern.compile("(.+?)(?:[ _-](?:left|right|od|os|l|r)|(?<=\\d)(?:L|R))", Pattern.CASE_INSENSITIVE);

    private Patients() {}

    /**
     * A patient for each name: names that differ only in a side at their end ({@code 07_left}, {@code 07_right}) belong
     * to one, if every name has a side; else each name is a patient of its own.
     */
    static List<String> of(List<String> stems) {
        List<String> patients = new ArrayList<>();
        Map<String, Integer> images = new HashMap<>();
        for (String stem : stems) {
            Matcher side = SIDE.matcher(stem);
            if (!side.matches()) {
                return stems;
            }
            patients.add(side.group(1));
            images.merge(side.group(1), 1, Integer::sum);
        }
        return images.values().stream().anyMatch(count -> count > 1) ? patients : stems;
    }
}
