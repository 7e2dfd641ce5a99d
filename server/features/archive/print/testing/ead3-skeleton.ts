/**
 * The skeleton of a finding aid in EAD3 1.1 (http://ead3.archivists.org/schema/), in our own words, for the tests: the
 * parts of the head in their order, the levels, and that every component begins with its description. What stands in
 * those parts is left to the schema of the committee, which is asked as well where it is at hand.
 */
const LEVELS = ['class', 'collection', 'file', 'fonds', 'item', 'otherlevel', 'recordgrp', 'series', 'subfonds'];
const MORE_LEVELS = ['subgrp', 'subseries'];
const anything = '<xs:sequence><xs:any processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>';
const open = (name: string, mixed = false) =>
  `<xs:element name="${name}"><xs:complexType${mixed ? ' mixed="true"' : ''}>${anything}<xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>`;
const HEAD = ['recordid', 'filedesc', 'maintenancestatus', 'maintenanceagency', 'languagedeclaration'];
const AFTER_HEAD = ['conventiondeclaration', 'maintenancehistory'];

const described = (inner: string) => `<xs:complexType><xs:sequence><xs:element ref="did"/>${inner}</xs:sequence>
<xs:attribute name="level" type="level" use="required"/></xs:complexType>`;
const components = '<xs:element ref="c" minOccurs="0" maxOccurs="unbounded"/>';

export const EAD3_SKELETON = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://ead3.archivists.org/schema/"
  targetNamespace="http://ead3.archivists.org/schema/" elementFormDefault="qualified">
<xs:simpleType name="level"><xs:restriction base="xs:token">
${[...LEVELS, ...MORE_LEVELS].map((level) => `<xs:enumeration value="${level}"/>`).join('')}
</xs:restriction></xs:simpleType>
${[...HEAD, ...AFTER_HEAD].map((name) => open(name, true)).join('\n')}
${['appraisal', 'odd', 'bioghist'].map((name) => open(name)).join('\n')}
<xs:element name="did"><xs:complexType><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="c">${described(`<xs:element ref="appraisal" minOccurs="0"/><xs:element ref="odd" minOccurs="0"/>${components}`)}</xs:element>
<xs:element name="dsc"><xs:complexType><xs:sequence><xs:element ref="c" maxOccurs="unbounded"/></xs:sequence>
<xs:attribute name="dsctype" type="xs:token"/></xs:complexType></xs:element>
<xs:element name="archdesc">${described('<xs:element ref="bioghist" minOccurs="0"/><xs:element ref="dsc"/>')}</xs:element>
<xs:element name="control"><xs:complexType><xs:sequence>
${[...HEAD, ...AFTER_HEAD].map((name) => `<xs:element ref="${name}"/>`).join('')}
</xs:sequence></xs:complexType></xs:element>
<xs:element name="ead"><xs:complexType><xs:sequence><xs:element ref="control"/><xs:element ref="archdesc"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;
