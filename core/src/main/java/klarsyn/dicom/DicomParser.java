package klarsyn.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** Parses the elements of a data set; values stay in the source. */
final class DicomParser {

    private static final int ITEM = 0xfffee000;
    private static final int END_OF_ITEM = 0xfffee00d;
    private static final int END_OF_SEQUENCE = 0xfffee0dd;
    private static final int DATA_SET_TRAILING_PADDING = 0xfffcfffc;
    private static final long UNDEFINED = 0xffffffffL;
    private static final int DEEPEST = 64;
    private static final int MAX_ELEMENTS = 1 << 22;
    private static final int OPEN = Integer.MAX_VALUE;

    private final ByteSource source;
    private final Where where;
    private int position;
    private int elements;

    DicomParser(ByteSource source, int start, Where where) {
        this.source = source;
        this.position = start;
        this.where = where;
    }

    /** How far to parse the main data set. */
    enum Extent {
        WHOLE,
        BEFORE_PIXELS
    }

    /** Position of the next element. */
    int position() {
        return position;
    }

    /** The elements of group 2, the file meta information. */
    DicomObject fileMeta() throws IOException {
        List<Element> found = new ArrayList<>();
        boolean explicit = source.reaches(position + 6L)
                && ValueRepresentation.areLetters(source.unsigned8(position + 4), source.unsigned8(position + 5));
        Encoding encoding = explicit ? Encoding.EXPLICIT : Encoding.IMPLICIT;
        var context = new Context(encoding, TextDecoder.DEFAULT, OPEN, 0);
        while (source.reaches(position + 8L) && source.unsigned16(position, ByteOrder.LITTLE_ENDIAN) == 2) {
            found.add(element(context));
        }
        return object(found, context);
    }

    DicomObject dataSet(Encoding encoding, Extent extent) throws IOException {
        var context = new Context(encoding, TextDecoder.DEFAULT, OPEN, 0);
        List<Element> found = new ArrayList<>();
        while (source.reaches(position + 1L)) {
            if (!source.reaches(position + 8L)) {
                rejectUnlessZero();
                break;
            }
            int tag = tag(position, encoding.order());
            if (tag == 0 || tag == DATA_SET_TRAILING_PADDING) {
                break;
            } else if (tag == END_OF_ITEM || tag == END_OF_SEQUENCE) {
                position += 8; // stray delimiter
                continue;
            } else if (extent == Extent.BEFORE_PIXELS && tag >>> 16 == 0x7fe0) {
                break;
            }
            Element element = element(context);
            found.add(element);
            context = context.after(element, source, where);
        }
        return object(found, context);
    }

    private void rejectUnlessZero() throws IOException {
        while (source.reaches(position + 1L)) {
            if (source.unsigned8(position) != 0) {
                throw wrong("the file is truncated within the tag or length of an element");
            }
            position++;
        }
    }

    /**
     * The context of the elements being parsed.
     *
     * @param encoding of the elements
     * @param text     decoder of local text
     * @param end      end position
     * @param depth    nesting depth of sequences
     */
    private record Context(Encoding encoding, TextDecoder text, int end, int depth) {

        Context after(Element element, ByteSource source, Where where) {
            if (element.tag() != Tag.SPECIFIC_CHARACTER_SET) {
                return this;
            }
            var alone = new DicomObject(List.of(element), new DicomObject.Surroundings(source, encoding, text, where));
            return new Context(encoding, TextDecoder.of(alone.strings(Tag.SPECIFIC_CHARACTER_SET)), end, depth);
        }

        Context within(int itemEnd) {
            return new Context(encoding, text, itemEnd, depth);
        }

        Context deeper(Encoding inner) {
            return new Context(inner, text, end, depth + 1);
        }
    }

    private DicomObject object(List<Element> found, Context context) {
        List<Element> kept = new ArrayList<>(found.size());
        for (Element each : found) {
            if ((each.tag() & 0xffff) != 0 || each.tag() >>> 16 <= 2) {
                kept.add(each); // group lengths are retired and often wrong
            }
        }
        return new DicomObject(kept, new DicomObject.Surroundings(source, context.encoding(), context.text(), where));
    }

    private int tag(int at, ByteOrder order) {
        return source.unsigned16(at, order) << 16 | source.unsigned16(at + 2, order);
    }

    private Element element(Context context) throws IOException {
        if (++elements > MAX_ELEMENTS) {
            throw wrong("there are more than %d elements".formatted(MAX_ELEMENTS));
        }
        require(8, context, "the tag and length of an element");
        ByteOrder order = context.encoding().order();
        int tag = tag(position, order);
        int first = source.unsigned8(position + 4);
        int second = source.unsigned8(position + 5);
        if (!context.encoding().explicit() || !ValueRepresentation.areLetters(first, second)) {
            long length = source.signed32(position + 4, order) & UNDEFINED;
            position += 8;
            return value(tag, DataDictionary.representation(tag), length, context);
        }
        Optional<ValueRepresentation> declared = ValueRepresentation.of(first, second);
        boolean isLong = declared.isPresent()
                ? declared.get().length() == ValueRepresentation.Length.LONG
                : source.unsigned16(position + 6, order) == 0;
        long length;
        if (isLong) {
            require(12, context, Tag.text(tag));
            length = source.signed32(position + 8, order) & UNDEFINED;
            position += 12;
        } else {
            length = source.unsigned16(position + 6, order);
            position += 8;
        }
        return value(tag, declared.orElse(ValueRepresentation.UN), length, context);
    }

    private Element value(int tag, ValueRepresentation representation, long length, Context context)
            throws IOException {
        if (length == UNDEFINED) {
            return undefined(tag, representation, context);
        }
        if (length > context.end() - position || !source.reaches(position + length)) {
            if (context.end() != OPEN) {
                throw wrong("%s claims %d bytes, but its item has %d left"
                        .formatted(Tag.text(tag), length, context.end() - position));
            }
            throw cutShort(Tag.text(tag));
        }
        boolean isUnknown = representation == ValueRepresentation.UN;
        ValueRepresentation known = isUnknown ? DataDictionary.representation(tag) : representation;
        if (known == ValueRepresentation.SQ) {
            Context inner = context.within((int) (position + length));
            return new Element(tag, known, new Element.Items(items(isUnknown, inner, tag)));
        }
        int start = position;
        position += (int) length;
        return new Element(tag, known, new Element.Slice(start, (int) length));
    }

    private Element undefined(int tag, ValueRepresentation representation, Context context) throws IOException {
        boolean isPixels = tag == Tag.PIXEL_DATA;
        if (isPixels) {
            return new Element(tag, ValueRepresentation.OB, new Element.Fragments(fragments(context)));
        } else if (representation == ValueRepresentation.SQ || representation == ValueRepresentation.UN) {
            boolean isUnknown = representation == ValueRepresentation.UN;
            return new Element(tag, ValueRepresentation.SQ, new Element.Items(items(isUnknown, context, tag)));
        } else if (representation == ValueRepresentation.OB || representation == ValueRepresentation.OW) {
            return new Element(tag, representation, new Element.Fragments(fragments(context)));
        }
        throw wrong("%s has undefined length, which is invalid for %s".formatted(Tag.text(tag), representation));
    }

    /** Items up to the delimiter or the end of the context; items of an unknown element are implicit little endian. */
    private List<DicomObject> items(boolean isUnknown, Context context, int owner) throws IOException {
        if (context.depth() >= DEEPEST) {
            throw wrong("sequences are nested more than %d deep".formatted(DEEPEST));
        }
        ByteOrder order =
                isUnknown ? ByteOrder.LITTLE_ENDIAN : context.encoding().order();
        List<DicomObject> items = new ArrayList<>();
        while (position < context.end()) {
            require(8, context, "an item of " + Tag.text(owner));
            int tag = tag(position, order);
            long length = source.signed32(position + 4, order) & UNDEFINED;
            position += 8;
            if (tag == END_OF_SEQUENCE) {
                break;
            } else if (tag != ITEM) {
                throw wrong("%s contains %s where an item should start".formatted(Tag.text(owner), Tag.text(tag)));
            }
            Encoding inner = isUnknown ? encodingOfUnknown() : context.encoding();
            items.add(item(length, context.deeper(inner), owner));
        }
        return List.copyOf(items);
    }

    /** The standard requires implicit encoding; some vendors' converters keep explicit elements. */
    private Encoding encodingOfUnknown() throws IOException {
        boolean explicit = source.reaches(position + 8L)
                && ValueRepresentation.of(source.unsigned8(position + 4), source.unsigned8(position + 5))
                        .isPresent();
        return explicit ? Encoding.EXPLICIT : Encoding.IMPLICIT;
    }

    private DicomObject item(long length, Context context, int owner) throws IOException {
        boolean isOpen = length == UNDEFINED;
        long end = isOpen ? context.end() : position + length;
        if (context.end() != OPEN) {
            end = Math.min(end, context.end()); // an item with an excessive length ends with its sequence
        } else if (!isOpen && !source.reaches(end)) {
            throw cutShort("an item of " + Tag.text(owner));
        }
        if (++elements > MAX_ELEMENTS) {
            throw wrong("there are more than %d elements and items".formatted(MAX_ELEMENTS));
        }
        Context inside = context.within((int) end);
        List<Element> found = new ArrayList<>();
        while (position < inside.end()) {
            require(8, inside, "an element of an item of " + Tag.text(owner));
            int tag = tag(position, inside.encoding().order());
            if (tag == END_OF_ITEM) {
                position += 8;
                break;
            } else if (tag == END_OF_SEQUENCE && isOpen) {
                break; // an item without its delimiter
            }
            Element element = element(inside);
            found.add(element);
            inside = inside.after(element, source, where);
        }
        return object(found, inside);
    }

    private List<Element.Slice> fragments(Context context) throws IOException {
        ByteOrder order = context.encoding().order();
        List<Element.Slice> slices = new ArrayList<>();
        while (true) {
            require(8, context, "a fragment of the pixel data");
            int tag = tag(position, order);
            long length = source.signed32(position + 4, order) & UNDEFINED;
            position += 8;
            if (tag == END_OF_SEQUENCE) {
                return List.copyOf(slices);
            } else if (tag != ITEM || length == UNDEFINED) {
                throw wrong("the pixel data contain %s instead of a fragment".formatted(Tag.text(tag)));
            } else if (length > context.end() - position || !source.reaches(position + length)) {
                throw cutShort("a fragment of the pixel data");
            }
            slices.add(new Element.Slice(position, (int) length));
            position += (int) length;
        }
    }

    private void require(int count, Context context, String what) throws IOException {
        if (context.end() - position < count) {
            throw wrong("%s does not fit into the item that contains it".formatted(what));
        } else if (!source.reaches((long) position + count)) {
            throw cutShort(what);
        }
    }

    private DataException cutShort(String what) {
        String end =
                source.isAtLimit() ? "the file's %d bytes are not enough for %s" : "the data end after %d bytes in %s";
        return wrong(end.formatted(source.filled(), what) + ": it is truncated or damaged");
    }

    private DataException wrong(String what) {
        return new DataException(what, where, "copy or export the file again, or exclude it");
    }
}
