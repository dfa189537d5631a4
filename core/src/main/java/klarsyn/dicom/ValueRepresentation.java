package klarsyn.dicom;

import java.util.Optional;

/** The type of an element's bytes: the two letters of PS3.5, section 6.2. */
public enum ValueRepresentation {
    /** Application entity. */
    AE(Kind.TEXT),
    /** Age string. */
    AS(Kind.TEXT),
    /** Attribute tag. */
    AT(Kind.TAGS),
    /** Code string. */
    CS(Kind.TEXT),
    /** Date. */
    DA(Kind.TEXT),
    /** Decimal string. */
    DS(Kind.DECIMAL),
    /** Date and time. */
    DT(Kind.TEXT),
    /** Floats of 32 bits. */
    FL(Kind.FLOAT_32),
    /** Floats of 64 bits. */
    FD(Kind.FLOAT_64),
    /** Integer string. */
    IS(Kind.DECIMAL),
    /** Long string. */
    LO(Kind.LOCAL_TEXT),
    /** Long text, one value. */
    LT(Kind.PROSE),
    /** Other bytes. */
    OB(Kind.UNSIGNED_8, Length.LONG),
    /** Other doubles. */
    OD(Kind.FLOAT_64, Length.LONG),
    /** Other floats. */
    OF(Kind.FLOAT_32, Length.LONG),
    /** Other words of 32 bits. */
    OL(Kind.UNSIGNED_32, Length.LONG),
    /** Other words of 64 bits. */
    OV(Kind.SIGNED_64, Length.LONG),
    /** Other words of 16 bits. */
    OW(Kind.UNSIGNED_16, Length.LONG),
    /** Person name. */
    PN(Kind.LOCAL_TEXT),
    /** Short string. */
    SH(Kind.LOCAL_TEXT),
    /** Signed integers of 32 bits. */
    SL(Kind.SIGNED_32),
    /** Sequence of items. */
    SQ(Kind.ITEMS, Length.LONG),
    /** Signed integers of 16 bits. */
    SS(Kind.SIGNED_16),
    /** Short text, one value. */
    ST(Kind.PROSE),
    /** Signed integers of 64 bits. */
    SV(Kind.SIGNED_64, Length.LONG),
    /** Time. */
    TM(Kind.TEXT),
    /** Unlimited characters. */
    UC(Kind.LOCAL_TEXT, Length.LONG),
    /** Unique identifier. */
    UI(Kind.TEXT),
    /** Unsigned integers of 32 bits. */
    UL(Kind.UNSIGNED_32),
    /** Unknown. */
    UN(Kind.UNSIGNED_8, Length.LONG),
    /** Web address, one value. */
    UR(Kind.TEXT, Length.LONG),
    /** Unsigned integers of 16 bits. */
    US(Kind.UNSIGNED_16),
    /** Unlimited text, one value. */
    UT(Kind.PROSE, Length.LONG),
    /** Unsigned integers of 64 bits. */
    UV(Kind.SIGNED_64, Length.LONG);

    /** The kind of value. */
    enum Kind {
        TEXT,
        LOCAL_TEXT,
        PROSE,
        DECIMAL,
        TAGS,
        UNSIGNED_8,
        UNSIGNED_16,
        SIGNED_16,
        UNSIGNED_32,
        SIGNED_32,
        SIGNED_64,
        FLOAT_32,
        FLOAT_64,
        ITEMS
    }

    /** Size of the length field in explicit encoding. */
    enum Length {
        SHORT,
        LONG
    }

    private static final ValueRepresentation[] BY_LETTERS = new ValueRepresentation[26 * 26];

    static {
        for (ValueRepresentation each : values()) {
            BY_LETTERS[place(each.name().charAt(0), each.name().charAt(1))] = each;
        }
    }

    private final Kind kind;
    private final Length length;

    ValueRepresentation(Kind kind) {
        this(kind, Length.SHORT);
    }

    ValueRepresentation(Kind kind, Length length) {
        this.kind = kind;
        this.length = length;
    }

    Kind kind() {
        return kind;
    }

    Length length() {
        return length;
    }

    /** The representation with these two letters, if it exists. */
    static Optional<ValueRepresentation> of(int first, int second) {
        return areLetters(first, second) ? Optional.ofNullable(BY_LETTERS[place(first, second)]) : Optional.empty();
    }

    static boolean areLetters(int first, int second) {
        return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
    }

    private static int place(int first, int second) {
        return (first - 'A') * 26 + second - 'A';
    }
}
