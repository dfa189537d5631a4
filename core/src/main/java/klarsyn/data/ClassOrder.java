package klarsyn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The order of classes: by value if all names are numbers, otherwise by name, independent of the locale. */
final class ClassOrder {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,15}(\\.\\d{1,15})?");

    private ClassOrder() {}

    /** The distinct names, sorted. */
    static List<String> sorted(Collection<String> names) {
        boolean numbers = names.stream().allMatch(name -> NUMBER.matcher(name).matches());
        Comparator<String> byName = Comparator.naturalOrder();
        Comparator<String> order =
                numbers ? Comparator.comparingDouble(Double::parseDouble).thenComparing(byName) : byName;
        return names.stream().distinct().sorted(order).toList();
    }
}
