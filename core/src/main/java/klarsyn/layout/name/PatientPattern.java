package klarsyn.layout.name;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Source;
import klarsyn.data.file.FileName;

/**
 * A regular expression that finds the patient in the path of a case's file, for data sets without a table: its first
 * group, or all that it matches.
 *
 * @param pattern what is searched in the path from the data set's folder, with slashes and without the file's ending
 */
public record PatientPattern(Pattern pattern) {

    private static final String FIX =
            "write a regular expression that finds the patient in the path of each file, such as"
                    + " 'P\\d+' for P07_left.png, or '([^/_]+)_[^/]*$' for the part before the first underscore";

    /**
     * The expression that a person has written.
     *
     * @throws DataException if it is none
     */
    public static PatientPattern of(String text) {
        try {
            return new PatientPattern(Pattern.compile(text));
        } catch (PatternSyntaxException wrong) {
            throw new DataException(
                    "\"%s\" is no regular expression (%s)".formatted(text, wrong.getDescription()),
                    Where.of("--patient"),
                    FIX,
                    wrong);
        }
    }

    /**
     * The same cohort with the patients that the paths name.
     *
     * @throws DataException naming the first case in whose path none is found, or if the cases have no files of their own
     */
    public Cohort applyTo(Cohort cohort) {
        List<Case> cases = cohort.cases().stream()
                .map(one -> one.withPatient(patient(cohort.root(), one)))
                .toList();
        return cohort.withCases(cases);
    }

    private String patient(Path root, Case one) {
        switch (one.sources().getFirst()) {
            case Source.ArrayItem _, Source.TableRow _ ->
                throw new DataException(
                        "--patient %s finds no patients: the cases are entries of one file".formatted(pattern),
                        Where.file(one.file()),
                        "leave --patient out, or store each image in a file of its own");
            case Source.ImageFile _, Source.Series _, Source.Recording _ -> {
                // their paths name patients
            }
        }
        Path file = one.file().startsWith(root) ? root.relativize(one.file()) : one.file();
        String path = FileName.path(file);
        Matcher matcher = pattern.matcher(path);
        String found = matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null;
        if (found == null || found.isBlank()) {
            throw new DataException(
                    "--patient %s finds no patient in %s; without a table it is no column".formatted(pattern, path),
                    Where.of(one.id(), one.file()),
                    FIX);
        }
        return found;
    }
}
