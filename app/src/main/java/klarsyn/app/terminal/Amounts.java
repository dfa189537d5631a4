package klarsyn.app.terminal;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.PlanException;
import klarsyn.data.TaskKind;
import klarsyn.data.split.Division;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Preset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses numeric option values; errors show an example. */
public final class Amounts {

    private static final Pattern MEMORY =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?([KMGT])(?:I?B)?", Pattern.CASE_INSENSITIVE);

    private Amounts() {}

    /** {@code 5}, {@code 0.5}. */
    public static final class OfMinutes implements ITypeConverter<Budget.Minutes> {
        @Override
        public Budget.Minutes convert(String text) {
            try {
                return new Budget.Minutes(Double.parseDouble(text));
            } catch (NumberFormatException | PlanException wrong) {
                throw new TypeConversionException(
                        "'%s' is not a positive number of minutes, such as --minutes 2.5".formatted(text));
            }
        }
    }

    /** {@code 200}. */
    public static final class OfIterations implements ITypeConverter<Budget.Iterations> {
        @Override
        public Budget.Iterations convert(String text) {
            try {
                return new Budget.Iterations(Long.parseLong(text));
            } catch (NumberFormatException | PlanException wrong) {
                throw new TypeConversionException(
                        "'%s' is not a whole number of at least 1, such as --iterations 200".formatted(text));
            }
        }
    }

    /** {@code 5}. */
    public static final class OfFolds implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 2) {
                throw new TypeConversionException(
                        "'%s' is not a whole number of at least 2, such as --folds 5".formatted(text));
            }
            return Integer.parseInt(text);
        }
    }

    /** {@code patient}, {@code case}. */
    public static final class OfUnit implements ITypeConverter<Division.Unit> {
        @Override
        public Division.Unit convert(String text) {
            return Arrays.stream(Division.Unit.values())
                    .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'%s' is neither patient nor case, such as --split-by patient".formatted(text)));
        }
    }

    /** {@code 0.01}. */
    public static final class OfMargin implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double margin = Double.parseDouble(text);
                if (margin >= 0 && margin < 1) {
                    return margin;
                }
            } catch (NumberFormatException none) {
                // reported below, like a number out of range
            }
            throw new TypeConversionException(
                    "'%s' is not a difference in Dice from 0 to below 1, such as --margin 0.01".formatted(text));
        }
    }

    /** {@code segmentation}, {@code classification}, {@code regression}. */
    public static final class OfTask implements ITypeConverter<TaskKind> {
        @Override
        public TaskKind convert(String text) {
            return TaskKind.of(text)
                    .orElseThrow(() ->
                            new TypeConversionException("'%s' is not one of %s, such as --task classification"
                                    .formatted(text, String.join(", ", TaskKind.words()))));
        }
    }

    /** {@code nnunet}. */
    public static final class OfPreset implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String text) {
            try {
                return Preset.named(text);
            } catch (PlanException unknown) {
                throw new TypeConversionException(unknown.what() + ": " + unknown.fix());
            }
        }
    }

    /** {@code plain}, {@code resenc}, {@code resunet}. */
    public static final class OfBlocks implements ITypeConverter<UNetStyle.Blocks> {
        @Override
        public UNetStyle.Blocks convert(String text) {
            return Arrays.stream(UNetStyle.Blocks.values())
                    .filter(blocks -> blocks.word().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'%s' is not one of plain, resenc and resunet, such as --network plain".formatted(text)));
        }
    }

    /** {@code 7}. */
    public static final class OfSeed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException wrong) {
                throw new TypeConversionException("'%s' is not a whole number, such as --seed 7".formatted(text));
            }
        }
    }

    /** {@code 2.5G}, {@code 800M}, in powers of 1024; the unit is required. */
    public static final class OfMemory implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Matcher matcher = MEMORY.matcher(text.strip());
            if (matcher.matches()) {
                int power = "KMGT".indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
                double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
                if (bytes >= 1 && bytes < 0x1p62) {
                    return (long) bytes;
                }
            }
            throw new TypeConversionException(
                    "'%s' is not an amount of memory, such as --memory 2.5G or --memory 800M".formatted(text));
        }
    }
}
